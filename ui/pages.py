"""The pages of the window, each imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.desk import Desk


def _shelf(desk: Desk) -> QWidget:
    from ui.shelf.page import ShelfPage

    return ShelfPage(desk)


def _editor(desk: Desk) -> QWidget:
    from ui.editor.page import EditorPage
    from ui.preview.pane import PreviewPane

    return EditorPage(desk, preview=PreviewPane)


def _clauses(desk: Desk) -> QWidget:
    from ui.clauses.page import ClausesPage

    return ClausesPage(desk)


def _reply(desk: Desk) -> QWidget:
    from ui.reply.page import ReplyPage

    return ReplyPage(desk)


def _review(desk: Desk) -> QWidget:
    from ui.review.page import ReviewPage

    return ReviewPage(desk)


def _signing(desk: Desk) -> QWidget:
    from ui.signing.page import SigningPage

    return SigningPage(desk)


def _verify(desk: Desk) -> QWidget:
    from ui.verify.page import VerifyPage

    return VerifyPage(desk)


def _settings(desk: Desk) -> QWidget:
    from ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _templates(desk: Desk) -> QWidget:
    from ui.templates.page import TemplatesPage

    return TemplatesPage(desk)


def _intake(desk: Desk) -> QWidget:
    from ui.intake.page import IntakePage

    return IntakePage(desk)


def _stack(desk: Desk) -> QWidget:
    from ui.signing.stack_page import StackPage

    return StackPage(desk)


def _foreign(desk: Desk) -> QWidget:
    from ui.signing.foreign_page import ForeignPage

    return ForeignPage(desk)


def _stranger(desk: Desk) -> QWidget:
    from ui.stranger import StrangerPage

    return StrangerPage(desk)


def _compare(desk: Desk) -> QWidget:
    from ui.compare.page import ComparePage

    return ComparePage(desk)


def _team(desk: Desk) -> QWidget:
    from ui.team.page import TeamPage

    return TeamPage(desk)


def _notice(desk: Desk) -> QWidget:
    from ui.notice.page import NoticePage

    return NoticePage(desk)


def _returned(desk: Desk) -> QWidget:
    from ui.returned.page import ReturnedPage

    return ReturnedPage(desk)


def _many(desk: Desk) -> QWidget:
    from ui.many.page import ManyPage

    return ManyPage(desk)


def _proof(desk: Desk) -> QWidget:
    from ui.proof.page import ProofPage

    return ProofPage(desk)


def _bin(desk: Desk) -> QWidget:
    from ui.bin.page import BinPage

    return BinPage(desk)


def _past(desk: Desk) -> QWidget:
    from ui.past.page import PastPage

    return PastPage(desk)


def _register(desk: Desk) -> QWidget:
    from ui.register.page import RegisterPage

    return RegisterPage(desk)


PAGES: dict[str, Callable[[Desk], QWidget]] = {
    "shelf": _shelf,
    "editor": _editor,
    "clauses": _clauses,
    "reply": _reply,
    "review": _review,
    "signing": _signing,
    "verify": _verify,
    "templates": _templates,
    "intake": _intake,
    "stack": _stack,
    "foreign": _foreign,
    "stranger": _stranger,
    "compare": _compare,
    "team": _team,
    "notice": _notice,
    "returned": _returned,
    "many": _many,
    "proof": _proof,
    "bin": _bin,
    "register": _register,
    "past": _past,
    "settings": _settings,
}
