"""Every number and colour of the look, once. Knows no Qt."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """What an agreement can be; the value is what the store says. The words are in widgets.badge."""

    DRAFT = "draft"
    READY = "ready"
    HALF = "half"
    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
    PROBLEM = "problem"


STATE_ICONS = {
    State.DRAFT: "circle-dashed",
    State.READY: "circle",
    State.HALF: "circle-half-fill",
    State.SIGNED: "check-circle-fill",
    State.COUNTERSIGNED: "circle-wavy-check-fill",
    State.PROBLEM: "warning-circle-fill",
}


class Space:
    """The spacing scale: nothing on the screen is 5, 10 or 15 away from anything."""

    HAIR = 2  # only between two lines that are one thing: a name and what is said of it
    XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32


class Radius:
    SMALL, CONTROL, CARD = 6, 8, 12


class Type:
    """The type scale in pixels at 100 %; Qt multiplies by the screen's scale."""

    CAPTION, BODY, SUBTITLE, TITLE, DISPLAY = 12, 13, 15, 20, 26
    REGULAR, MEDIUM, STRONG = 400, 500, 600


class Size:
    CONTROL, CONTROL_SMALL, ROW, HEADER, RAIL = 34, 28, 64, 64, 100


@dataclass(frozen=True)
class Pair:
    """A colour to write in and the colour it is written on."""

    text: str
    background: str


@dataclass(frozen=True)
class Colours:
    dark: bool
    canvas: str  # behind everything
    surface: str  # cards, inputs
    sunken: str  # wells: behind pages, segmented controls
    hover: str
    pressed: str
    line: str  # hairlines between things that belong together
    brim: str  # the border of a button or of anything whose words already say what it is
    edge: str  # the border of an input: 3 : 1, because it is how one finds it
    text: str
    soft: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    danger: str
    danger_hover: str
    shadow: str
    good: str  # icons and thin marks; words use the pairs below
    warn: str
    bad: str
    states: dict[State, Pair]
    inserted: Pair
    deleted: Pair
    warning: Pair

    def pairs(self) -> dict[str, Pair]:
        """Every pair of colours in which something is written."""
        on = {"canvas": self.canvas, "surface": self.surface, "hover": self.hover}
        inks = {"text": self.text, "soft": self.soft, "faint": self.faint, "accent": self.accent_text}
        return (
            {f"{ink} / {name}": Pair(colour, ground) for ink, colour in inks.items() for name, ground in on.items()}
            | {"soft/sunken": Pair(self.soft, self.sunken)}
            | {"accent/accent_soft": Pair(self.accent_text, self.accent_soft)}
            | {"text/accent_soft": Pair(self.text, self.accent_soft)}
            | {"soft/accent_soft": Pair(self.soft, self.accent_soft)}
            | {"primary_button": Pair(self.on_accent, self.accent)}
            | {"primary_button_hover": Pair(self.on_accent, self.accent_hover)}
            | {"danger_button": Pair(self.on_accent, self.danger)}
            | {"error_below_field": Pair(self.states[State.PROBLEM].text, self.surface)}
            | {"inserted": self.inserted, "deleted": self.deleted, "warning": self.warning}
            | {state.value: pair for state, pair in self.states.items()}
        )


LIGHT = Colours(
    dark=False,
    canvas="#f6f7f9",
    surface="#ffffff",
    sunken="#eceef2",
    hover="#f2f4f7",
    pressed="#e6e9ee",
    line="#e4e6eb",
    brim="#d3d7de",
    edge="#8b92a0",
    text="#1a1d24",
    soft="#545b69",
    faint="#676e7c",
    accent="#3a56d4",
    accent_hover="#304abf",
    accent_pressed="#273ea6",
    on_accent="#ffffff",
    accent_text="#3550cc",
    accent_soft="#eceffd",
    danger="#c0303a",
    danger_hover="#a8262f",
    shadow="#141824",
    good="#1c8a4b",
    warn="#b96a00",
    bad="#c0303a",
    states={
        State.DRAFT: Pair("#545b69", "#eceef2"),
        State.READY: Pair("#3550cc", "#e6eafc"),
        State.HALF: Pair("#8a4b00", "#fdefd3"),
        State.SIGNED: Pair("#166534", "#dcf3e3"),
        State.COUNTERSIGNED: Pair("#ffffff", "#1c7442"),
        State.PROBLEM: Pair("#b3261e", "#fde6e4"),
    },
    inserted=Pair("#14592e", "#d9f2e1"),
    deleted=Pair("#a3221b", "#fce3e1"),
    warning=Pair("#8a4b00", "#fdefd3"),
)

DARK = Colours(
    dark=True,
    canvas="#15171b",
    surface="#1d2026",
    sunken="#101215",
    hover="#262a31",
    pressed="#2e333b",
    line="#2b3037",
    brim="#414853",
    edge="#6c7482",
    text="#e9ebef",
    soft="#abb2be",
    faint="#8f97a4",
    accent="#4a66e6",
    accent_hover="#4f6ae8",
    accent_pressed="#3f59d2",
    on_accent="#ffffff",
    accent_text="#a3b4ff",
    accent_soft="#242c4a",
    danger="#c93c46",
    danger_hover="#d14650",
    shadow="#000000",
    good="#5dc585",
    warn="#f0b44c",
    bad="#ff8f86",
    states={
        State.DRAFT: Pair("#b4bac6", "#2b3038"),
        State.READY: Pair("#adbcff", "#28325a"),
        State.HALF: Pair("#f5c26b", "#42320f"),
        State.SIGNED: Pair("#86d9a5", "#173a25"),
        State.COUNTERSIGNED: Pair("#08210f", "#5dc585"),
        State.PROBLEM: Pair("#ffa59e", "#4a1f1e"),
    },
    inserted=Pair("#8fe0ad", "#16391f"),
    deleted=Pair("#ffaaa3", "#47201f"),
    warning=Pair("#f5c26b", "#42320f"),
)


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of #rrggbb."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(pair: Pair) -> float:
    lighter, darker = sorted((luminance(pair.text), luminance(pair.background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
