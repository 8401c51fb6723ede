"""How complete the agreement is, worked out beside the typing."""

from __future__ import annotations

from avv_desktop.draft.completeness import progress
from avv_desktop.draft.model import Finding
from ui.desk import Desk
from ui.editor.outline import Outline, Section
from ui.jobs import CHECKS
from ui.questions.place import split


class Progress:
    """Keeps the marks of the outline. `refresh()` after every change."""

    def __init__(self, desk: Desk, outline: Outline) -> None:
        self._desk, self._outline = desk, outline
        self._counts: dict[str, tuple[int, int]] = {}
        self._wrong: frozenset[str] = frozenset()
        desk.checked.connect(self._checked)

    def refresh(self) -> None:
        template, draft = self._desk.template, self._desk.draft
        if template is None or draft is None:
            return
        if set(self._counts) != {group.id for group in template.groups}:
            self._counts = {group.id: (0, 0) for group in template.groups}
            self._wrong = frozenset()
            self._show()

        def then(counts: object) -> None:
            if draft is self._desk.draft:
                self._counts = dict(counts)
                self._show()

        self._desk.jobs.run(lambda: progress(template, draft), then, lane=CHECKS, newest="progress")

    def _checked(self) -> None:
        template = self._desk.template
        if template is None:
            return
        group_of = {name: group.id for group in template.groups for name in (*group.fields, *group.advanced)}
        bad = [each for each in self._desk.findings if _is_wrong(each)]
        self._wrong = frozenset(group_of.get(split(each.place, group_of)[0], "") for each in bad)
        self._show()

    def _show(self) -> None:
        template = self._desk.template
        if template is None:
            return
        self._outline.show_sections(
            tuple(
                Section(group.id, group.title, *self._counts.get(group.id, (0, 0)), wrong=group.id in self._wrong)
                for group in template.groups
            )
        )


def _is_wrong(finding: Finding) -> bool:
    """Something is there that cannot stay; what is only missing is not wrong."""
    return finding.severity == "E" and finding.rule != "missing"
