"""The customer's answer in Word, and our draft ──▶ Reply: every difference, clause by clause, and who made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec.structs import replace

from avv_desktop.document.compare.model import Piece
from avv_desktop.draft.model import Draft
from avv_desktop.intake.model import Source
from avv_desktop.reply.additions import Addition, additions
from avv_desktop.reply.difference import Edit, applied, edits, pieces
from avv_desktop.reply.fields import field_of, typed, without_entry
from avv_desktop.reply.gone import Gone, gone
from avv_desktop.reply.match import outdated, score
from avv_desktop.reply.model import Reply, ReplyChange
from avv_desktop.reply.places import Places
from avv_desktop.reply.references import without_followers
from avv_desktop.reply.sheet import Came, Sent, counterparts, readings, same, sent
from avv_desktop.reply.values import by_value
from avv_desktop.reply.who import Trail
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template


def read_reply(data: bytes, name: str, draft: Draft, template: Template) -> Reply:
    """What the file says otherwise than the draft. Never asks whether it is an answer to it: see `Reply.score`.

    Raises what `intake.read` raises.
    """
    from avv_desktop.intake.read import read

    return changes_of(read(data, name), draft, template)


def changes_of(source: Source, draft: Draft, template: Template) -> Reply:
    """The same, of a file that is read already."""
    reading = _Reading(source, draft, template)
    changes = tuple(reading.changes())
    authors = [each.author for each in source.tracked] + [each.author for each in source.comments]
    return Reply(
        name=source.name,
        score=score(source, draft, template),
        changes=changes,
        outdated=outdated(source, draft, template),
        comments=reading.trail.untold(),
        authors=tuple(dict.fromkeys(filter(None, authors))),
    )


class _Reading:
    """`now`, `then`: places of our lines → places of theirs, with tracked changes accepted and rejected."""

    def __init__(self, source: Source, draft: Draft, template: Template) -> None:
        self.source, self.draft, self.template = source, draft, template
        self.places, self.trail = Places(template, draft), Trail(source)
        self.ours = sent(self.places.document)
        self.after, self.before = readings(source)
        self.now, self.then = counterparts(self.ours, self.after), counterparts(self.ours, self.before)
        self.unchanged = {each.number: each for each in self.before}
        self.used = frozenset(self.before[place].number for place in self.then.values())

    def changes(self) -> Iterator[ReplyChange]:
        """In the order of the draft; what is inserted behind the line before it."""
        lost = {each.first: each for each in gone(self.ours, self.now, self.places)}
        added = {each.behind: each for each in additions(self.ours, self.after, self.now, self.places)}
        for place in range(-1, len(self.ours)):
            if place in lost:
                yield self._gone(lost[place])
            elif place in self.now:
                yield from self._changed(self.ours[place], self.after[self.now[place]], place)
            for number, each in enumerate(added[place].parts if place in added else ()):
                yield self._added(each, place, number)

    # ---- changed

    def _changed(self, ours: Sent, theirs: Came, place: int) -> Iterator[ReplyChange]:
        ended = f"{theirs.text}." if self.places.is_measure(ours.unit) else theirs.text  # the program ends measures
        if same(ours.text, theirs.text) or same(ours.text, ended):
            return
        found = without_followers(edits(ours.text, theirs.text), ours, self.ours, self.after, self.now)
        values, rest = by_value(ours, found, self.source.fields, self.template)
        for number, (field, done) in enumerate(values):
            yield self._field(ours, theirs, place, field, done, number)
        if rest:
            yield self._words(ours, theirs, place, rest)

    def _field(
        self, ours: Sent, theirs: Came, place: int, field: tuple[str, str, int], done: Sequence[Edit], number: int
    ) -> ReplyChange:
        name, old, start = field
        new = applied(old, [Edit(each.start - start, each.end - start, each.text) for each in done])
        line = applied(ours.text, done)
        value = typed(self.template, self.draft, name, ours.key, old, new, line)
        change = self._change("field", f"{ours.key}#{number}", ours, place, line, pieces(ours.text, done), theirs)
        known = field_of(self.template, name)
        label = known.label if known is not None else name
        by_hand = "" if value is not None else tr("Please enter it by hand in the field “{field}”.", field=label)
        return replace(change, field=name, old_value=old, new_value=new, value=value, by_hand=by_hand)

    def _words(self, ours: Sent, theirs: Came, place: int, rest: Sequence[Edit]) -> ReplyChange:
        new = applied(ours.text, rest)
        change = self._change("changed", ours.key, ours, place, new, pieces(ours.text, rest), theirs)
        return replace(change, by_hand=self.places.why_not(ours.unit))

    # ---- gone and new

    def _gone(self, each: Gone) -> ReplyChange:
        lines = self.ours[each.first : each.last + 1]
        text = "\n".join(line.text for line in lines)
        places = [self.then.get(place) for place in range(each.first, each.last + 1)]
        before = [self.before[place] for place in places if place is not None]
        numbers = [line.number for line in before]
        difference = (Piece("deleted", text),)
        tracked = len(before) == len(lines) and all(
            same(old.text, line.text) for old, line in zip(before, lines, strict=True)
        )
        author, date = self.trail.who(numbers, difference)
        alone = len(lines) == 1
        field, value = without_entry(self.template, self.draft, lines[0]) if alone else ("", None)
        kind: Literal["field", "deleted"] = "field" if field else "deleted"
        if each.record is not None:
            field, value = each.record.name, None
        by_hand = "" if field else self.places.why_not(lines[0].unit)
        if alone and self.places.is_title(lines[0].unit):
            by_hand = tr("A clause needs its title; it can only be changed, or the clause struck as a whole.")
        return ReplyChange(
            key=f"{lines[0].key}-",
            kind=kind,
            where=lines[0].unit.label,
            title=self.places.title(lines[0].unit),
            section=lines[0].unit.section,
            unit=lines[0].key,
            old=text,
            new="",
            pieces=difference,
            paragraph=each.paragraph,
            tracked=tracked,
            silent=() if tracked else difference,
            author=author if tracked else "",
            date=date if tracked else "",
            comments=self.trail.remarks(numbers),
            units=tuple(line.key for line in lines),
            words=tuple(line.text for line in lines),
            field=field,
            old_value=text if kind == "field" else "",
            value=value,
            by_hand=by_hand,
        )

    def _added(self, each: Addition, place: int, number: int) -> ReplyChange:
        behind = self.ours[max(place, 0)]
        text = "\n".join(line.text for line in each.lines)
        difference = (Piece("inserted", text),)
        silent = [
            self.unchanged[line].text for line in each.numbers if line in self.unchanged and line not in self.used
        ]
        tracked = not silent or self.trail.tells(each.numbers, difference)
        author, date = self.trail.who(each.numbers, difference)
        return ReplyChange(
            key=f"{behind.key}+{number}",
            kind="inserted",
            where=behind.unit.label,
            title=self.places.title(behind.unit),
            section=behind.unit.section,
            unit=behind.key,
            old="",
            new=text,
            pieces=difference,
            paragraph=each.paragraph,
            tracked=tracked,
            silent=() if tracked else (Piece("inserted", "\n".join(silent)),),
            author=author,
            date=date,
            comments=self.trail.remarks(each.numbers),
            beside=behind.text,
            lines=each.lines,
            heading=each.heading,
            after=each.after,
            field=each.record.name if each.record else "",
            value=each.row,
            by_hand=each.by_hand,
        )

    # ---- pieces

    def _change(
        self,
        kind: Literal["changed", "field"],
        key: str,
        ours: Sent,
        place: int,
        new: str,
        difference: tuple[Piece, ...],
        theirs: Came,
    ) -> ReplyChange:
        before = self.before[self.then[place]] if place in self.then else self.unchanged.get(theirs.number)
        numbers = [theirs.number]
        tracked = (before is not None and same(before.text, ours.text)) or self.trail.tells(numbers, difference)
        author, date = self.trail.who(numbers, difference)
        silent = pieces(ours.text, edits(ours.text, before.text)) if before is not None else difference
        return ReplyChange(
            key=key,
            kind=kind,
            where=ours.unit.label,
            title=self.places.title(ours.unit),
            section=ours.unit.section,
            unit=ours.key,
            old=ours.text,
            new=new,
            pieces=difference,
            paragraph=self.places.paragraph(ours.unit),
            tracked=tracked,
            silent=() if tracked else silent,
            author=author,
            date=date,
            comments=self.trail.remarks(numbers),
        )
