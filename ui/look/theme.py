"""Puts the tokens on: palette, font, stylesheet, focus ring. The only module that changes the application."""

from dataclasses import fields
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyleFactory

from avv_desktop.system.paths import resources
from ui.look.tokens import DARK, LIGHT, Colours, Radius, Size, State, Type

HERE = Path(__file__).parent
FONTS = resources() / "fonts" / "inter"
GOOD_ON_LINUX = ("Inter", "Adwaita_Sans", "Cantarell", "Ubuntu", "Noto_Sans", "Open_Sans", "Roboto")

_colours: Colours = LIGHT
_drawn: QTemporaryDir | None = None
_dressed = False
_named = ""


def colours() -> Colours:
    return _colours


def qcolor(tone: str) -> QColor:
    """A field of tokens.Colours by name, or a #rrggbb."""
    return QColor(tone if tone.startswith("#") else getattr(_colours, tone))


def focus_pen() -> QPen:
    return QPen(qcolor("accent_text"), 2)


def mixed(one: str, other: str, share: float) -> QColor:
    """`share` of the second colour in the first."""
    a, b = qcolor(one), qcolor(other)
    return QColor(*(round(x + (y - x) * share) for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)))


def apply(app: QApplication, wanted: Colours | None = None) -> None:
    """Dress the application; without `wanted` as the system is."""
    global _colours, _dressed
    hints = QGuiApplication.styleHints()
    if wanted:  # so that title bar and file dialogs follow
        hints.setColorScheme(Qt.ColorScheme.Dark if wanted.dark else Qt.ColorScheme.Light)
    _colours = wanted or (DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT)
    if not _dressed:  # each of these has every widget that there is styled anew
        app.setStyle(QStyleFactory.create("Fusion"))  # the native styles ignore half of a stylesheet
        app.setFont(ui_font())
    _dressed = True
    app.setStyleSheet("")  # to put one sheet on over another takes Qt eight times as long
    app.setPalette(_palette(_colours))
    app.setStyleSheet(_stylesheet(_colours))


def apply_named(app: QApplication, name: str) -> None:
    """ "light", "dark", or anything else: as the system is. Does nothing if it is so already."""
    global _named
    if name == "system":
        QGuiApplication.styleHints().unsetColorScheme()
    wanted = {"light": LIGHT, "dark": DARK}.get(name)
    system = DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    if _dressed and (wanted or system) is _colours and name == _named:
        return
    _named = name
    apply(app, wanted)


def ui_font() -> QFont:
    """The platform's own font; on a Linux that has none fit for a form, the Inter we bring."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        if not QFontInfo(font).family().replace(" ", "_").startswith(GOOD_ON_LINUX):
            for file in sorted(FONTS.glob("*.otf")):
                QFontDatabase.addApplicationFont(str(file))
            font = QFont("Inter")
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(Type.BODY)
    return font


def refresh(widget: object) -> None:
    """Qt matches [property] selectors once; ask again after a property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(c: Colours) -> QPalette:
    """For everything no stylesheet reaches: delegates, rich text, menus, placeholders, native dialogs."""
    roles = {
        "Window": c.canvas,
        "WindowText": c.text,
        "Base": c.surface,
        "AlternateBase": c.canvas,
        "Text": c.text,
        "Button": c.surface,
        "ButtonText": c.text,
        "BrightText": c.danger,
        "ToolTipBase": c.text,
        "ToolTipText": c.canvas,
        "PlaceholderText": c.faint,
        "Highlight": c.accent,
        "HighlightedText": c.on_accent,
        "Accent": c.accent,
        "Link": c.accent_text,
        "LinkVisited": c.accent_text,
        "Light": c.surface,
        "Midlight": c.line,
        "Mid": c.edge,
        "Dark": c.edge,
        "Shadow": c.shadow,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(QPalette.ColorRole[role], QColor(colour))
    for role in ("WindowText", "Text", "ButtonText"):
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(c.faint))
    return palette


def _stylesheet(c: Colours) -> str:
    names = {field.name: getattr(c, field.name) for field in fields(c) if field.type is str}
    for scale in (Type, Radius, Size):
        names |= {f"{scale.__name__}_{name}".lower(): value for name, value in vars(scale).items() if name.isupper()}
    names |= {f"problem_{part}": getattr(c.states[State.PROBLEM], part) for part in ("text", "background")}
    names |= _draw_assets(c)
    return Template((HERE / "style.qss").read_text("utf-8")).substitute(names)


def _draw_assets(c: Colours) -> dict[str, str]:
    """QSS takes pictures only as files and cannot colour them: write them out in the colours of the theme."""
    global _drawn
    _drawn = QTemporaryDir()
    inks = {"caret": ("caret-down", c.soft), "tick": ("check", c.on_accent), "dot": ("dot", c.on_accent)}
    urls = {}
    for key, (name, ink) in inks.items():
        file = Path(_drawn.filePath(f"{name}.svg"))
        file.write_text((HERE / "assets" / f"{name}.svg").read_text("utf-8").replace("INK", ink), "utf-8")
        urls[f"url_{key}"] = file.as_posix()
    return urls
