"""The Document as the layout wants it: plain data, numbered lists gathered, heading levels closed up."""

from __future__ import annotations

from typing import Any

from avv_desktop.document import model as m
from avv_desktop.pdf.mend import Mender
from avv_desktop.pdf.words import atoms, bare_number, pattern, short

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 211.18, 62.36
"""The box of one signature in points: 74.5 mm × 22 mm, half the text width less the gutter."""

WORDS = {
    "de": {
        "page": "Seite ",
        "of": " von ",
        "draft": "Entwurf",
        "incomplete": "Entwurf, unvollständig",
        "date": "Datum",
        "edition": "Fassung",
        "nameless": "Vereinbarung",
    },
    "en": {
        "page": "Page ",
        "of": " of ",
        "draft": "Draft",
        "incomplete": "Draft, incomplete",
        "date": "Date",
        "edition": "Version",
        "nameless": "Agreement",
    },
}
LONG_CARD = 1500
"""Letters from which a card may break across pages; a shorter one is kept together."""

Data = dict[str, Any]


def sheet(document: m.Document, mender: Mender) -> Data:
    """What `agreement.typ` reads as data.json. A run is [kind, text] or [kind, text, field or target]."""
    return Sheet(document, mender).data()


class Sheet:
    """One conversion: knows where it stands (for the mender) and which ids can be linked to."""

    def __init__(self, document: m.Document, mender: Mender) -> None:
        self.document = document
        self.mender = mender
        self.here = ""
        self.targets = {section.id for section in m.walk(document.sections) if section.id}
        self.labelled: set[str] = set()

    def data(self) -> Data:
        document = self.document
        words = WORDS.get(document.language, WORDS["en"])
        again = Mender()
        # for what is printed a second time and is reported at its field
        title = again.line("".join(run.text for run in document.title), "") or words["nameless"]
        names = {party.side: again.line(party.name.text, "") for party in document.parties}
        return {
            "lang": document.language,
            "region": {"de": "DE", "en": "GB"}.get(document.language),
            "words": words,
            "incomplete": not document.complete,
            "title": title,
            "author": names.get("processor", ""),
            "owner": short(names.get("processor", ""), 80),
            "running": short(" · ".join(part for part in (title, names.get("controller", "")) if part), 100),
            "reference": short(self.reference(words, again), 60),
            "heading": self.runs(document.title, one_line=True) or [["t", title]],
            "subtitle": self.runs(document.subtitle),
            "number": self.number(words),
            "parties": [self.party(party) for party in document.parties],
            "closing": self.mender.line(document.closing, ""),
            "sections": [each for section in document.sections for each in self.sections(section, 0)],
            "signature": {"width": SIGNATURE_WIDTH, "height": SIGNATURE_HEIGHT},
        }

    def number(self, words: Data) -> list:
        """The line under the title: number and version."""
        number, version = self.run(self.document.number), self.run(self.document.version)
        edition = [["t", words["edition"] + " "]] if bare_number(self.document.version.text) else []
        between = [["t", " · "]] if number and version else []
        return number + between + (edition + version if version else [])

    def reference(self, words: Data, again: Mender) -> str:
        number, version = self.document.number.text, self.document.version.text
        edition = f"{words['edition']} {version}" if bare_number(version) else version
        return again.line(" · ".join(part for part in (number, edition) if part), "")

    # ---- sections

    def sections(self, section: m.Section, parent: int) -> list[Data]:
        """This section and those below it in reading order; a level is the title's above plus one: none is skipped."""
        self.here = section.id
        level = parent + 1 if parent else (1 if section.kind == "annex" else 2)
        title = self.mender.line(section.title, section.id)
        label = self.mender.line(section.label, section.id)
        annex = section.kind == "annex"
        titled = bool(title or (label and not annex))
        found = {
            "id": self.label(section.id),
            "annex": annex,
            "titled": titled,
            "level": min(level, 6),
            "title": title,
            "label": label,
            "note": self.runs(section.note),
            "blocks": self.blocks(section.blocks),
        }
        above = level if titled else max(parent, 1)
        return [found, *(each for below in section.sections for each in self.sections(below, above))]

    def label(self, id: str) -> str:
        """A label is set once; a repeated or empty id gets one that nothing points to."""
        name = id if id and id not in self.labelled else f"avv:{len(self.labelled)}"
        self.labelled.add(name)
        return name

    def party(self, party: m.Party) -> Data:
        self.here = ""
        quoted = f" {party.term}" if party.term else ""
        return {
            "intro": self.mender.line(party.intro, ""),
            "name": self.run(party.name),
            "runs": self.runs(party.runs),
            "represented": self.runs(party.represented),
            "role": self.mender.line(party.role + quoted, ""),
        }

    # ---- blocks

    def blocks(self, blocks: tuple[m.Block, ...]) -> list[Data]:
        """Neighbouring numbered paragraphs become one list."""
        found: list[Data] = []
        for block in blocks:
            if isinstance(block, m.Paragraph) and block.label:
                if not (found and found[-1]["kind"] == "numbered" and found[-1]["wide"]):
                    found.append({"kind": "numbered", "items": [], "labels": [], "wide": True})
                found[-1]["items"].append(self.item(block))
                found[-1]["labels"].append(self.mender.line(block.label, self.here))
            else:
                found.append(self.block(block))
        for each in found:
            if each["kind"] == "numbered":
                each["pattern"], each["start"] = pattern(each["labels"])
        return found

    def block(self, block: m.Block) -> Data:
        match block:
            case m.Paragraph():
                return {"kind": "p", **self.item(block)}
            case m.Items(kind="letters" | "numbers"):
                return {
                    "kind": "numbered",
                    "items": [self.item(item) for item in block.items],
                    "labels": [self.mender.line(item.label, self.here) for item in block.items],
                    "wide": False,
                }
            case m.Items():
                return {"kind": "bullets", "items": [self.item(item) for item in block.items]}
            case m.Table():
                return self.table(block)
            case m.Card():
                return self.card(block)
            case m.SignatureBlock():
                return self.signatures(block)
        raise TypeError(type(block).__name__)

    def item(self, item: m.Paragraph | m.Item) -> Data:
        return {"id": item.id, "runs": self.runs(item.runs), "blocks": self.blocks(item.blocks)}

    def table(self, table: m.Table) -> Data:
        columns = max(len(table.header), 1)
        widths = list(table.widths) if len(table.widths) == columns else [1.0] * columns
        cells = [(*row, *((),) * columns)[:columns] for row in table.rows]
        return {
            "kind": "table",
            "field": table.field,
            "title": self.mender.line(table.title, self.here),
            "header": [self.mender.line(text, self.here) for text in table.header] or [""],
            "widths": [max(width, 0.05) for width in widths],
            "rows": [[{"runs": self.runs(cell)} for cell in row] for row in cells],
        }

    def card(self, card: m.Card) -> Data:
        length = sum(len(run.text) for _, runs in card.lines for run in runs)
        return {
            "kind": "card",
            "place": card.place,
            "title": self.runs(card.title, one_line=True),
            "lines": [[self.mender.line(name, self.here), self.runs(runs)] for name, runs in card.lines],
            "long": length > LONG_CARD,
        }

    def signatures(self, block: m.SignatureBlock) -> Data:
        return {
            "kind": "signatures",
            "title": self.words(block.title),
            "place": self.runs(block.place),
            "note": self.mender.text(block.note, self.here),
            "paper": block.paper,
            "lines": [
                {
                    "field": line.field,
                    "name": self.words(line.name),
                    "function": self.words(line.function),
                }
                for line in block.lines
            ],
        }

    # ---- runs

    def runs(self, runs: m.Runs, *, one_line: bool = False) -> list:
        return [piece for run in runs for piece in self.run(run, one_line=one_line)]

    def words(self, text: str) -> list:
        return [["t", atoms(self.mender.line(text, self.here))]]

    def run(self, run: m.Run, *, one_line: bool = False) -> list:
        field = getattr(run, "field", "")
        text = self.mender.text(run.text, field or self.here)
        if not text:
            return []
        if one_line:
            text = text.replace("\n", " ")
        match run:
            case m.Strong():
                kind, more = "s", []
            case m.Value():
                kind, more = "v", [field]
            case m.Missing():
                kind, more = "m", [field]
            case m.Reference() if run.target in self.targets:
                kind, more = "r", [run.target]
            case _:
                kind, more = "t", []
        return [[kind, atoms(text), *more]]
