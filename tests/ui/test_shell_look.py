"""The promises of the look, kept by a machine."""

import pytest

from ui.look.tokens import DARK, LIGHT, STATE_ICONS, Pair, State, contrast
from ui.widgets.badge import FACES_DARK, FACES_LIGHT, initials, state_words

WORDS, SHAPES = 4.5, 3.0


@pytest.mark.parametrize(("look", "faces"), [(LIGHT, FACES_LIGHT), (DARK, FACES_DARK)], ids=["light", "dark"])
def test_everything_written_can_be_read(look, faces):
    written = look.pairs() | {f"face {ink}": Pair(ink, ground) for ink, ground in faces}
    weak = {name: round(contrast(pair), 2) for name, pair in written.items() if contrast(pair) < WORDS}
    assert not weak


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_and_edges_can_be_seen(look):
    shapes = (look.edge, look.accent_text, look.good, look.warn, look.bad)
    assert not [shape for shape in shapes if contrast(Pair(shape, look.surface)) < SHAPES]


def test_every_state_has_words_and_an_icon():
    words = {state_words(state) for state in State}
    assert len(words) == len(State) == len(STATE_ICONS)
    assert words == {
        "Entwurf",
        "bereit",
        "1 von 2 unterschrieben",
        "unterschrieben",
        "gegengezeichnet",
        "Problem",
    }


def test_a_wrong_icon_fails_when_it_is_made(qapp):
    from ui.look.icons import icon

    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_initials():
    assert initials("Erika Maria Muster") == "EM"
    assert initials("") == ""


def test_a_theme_change_dresses_the_palette_too(qapp):
    from ui.look import theme

    theme.apply_named(qapp, "dark")
    assert qapp.palette().window().color().name() == DARK.canvas
    theme.apply_named(qapp, "light")
    assert qapp.palette().window().color().name() == LIGHT.canvas


def test_none_outlives_the_window(qapp):
    """Under Python 3.11 each call into Qt gives None back once too often."""
    import sys

    for _ in range(100):
        qapp.objectName()
        qapp.setObjectName("")
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > 1 << 50
