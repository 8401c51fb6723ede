"""The same journey without a window.

Exit codes: 0 done or in order · 1 findings, something missing, or a verdict that is not wholly positive · 2 wrong
usage · 3 input that cannot be read · 4 could not be done.
"""

from __future__ import annotations

import sys

from avv_desktop.errors import AvvError, UsageError


def main(arguments: list[str]) -> int:
    """Run one command; errors become their sentences on stderr and their exit code."""
    import typer

    from avv_desktop.cli.say import warn
    from avv_desktop.system import settings
    from avv_desktop.system.language import set_language

    for stream in (sys.stdout, sys.stderr):  # a name that the terminal has no letters for is no reason to fail
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    set_language(settings.load(warn).language)
    import avv_desktop.cli.contents
    import avv_desktop.cli.intake
    import avv_desktop.cli.keeping
    import avv_desktop.cli.keys
    import avv_desktop.cli.kits
    import avv_desktop.cli.many
    import avv_desktop.cli.register
    import avv_desktop.cli.remote
    import avv_desktop.cli.rule_packs
    import avv_desktop.cli.sharing
    import avv_desktop.cli.signing
    import avv_desktop.cli.stacks
    import avv_desktop.cli.subprocessors
    import avv_desktop.cli.trust
    import avv_desktop.cli.upgrades
    import avv_desktop.cli.verifying
    import avv_desktop.cli.word_commands  # noqa: F401
    from avv_desktop.cli.commands import app  # its help is worded when it is imported

    command = typer.main.get_command(app)
    try:
        done = command.main(args=arguments, prog_name="avv", standalone_mode=False)
    except AvvError as error:
        return _failed(error, error.exit_code)
    except typer.Abort:
        return 4
    except typer.Exit as left:
        return left.exit_code
    except Exception as error:
        if hasattr(error, "show"):  # a usage error of the parser, whose base class has no public name
            error.show()
            return _failed(UsageError(reason=""), 2)
        return _failed(error, 4)
    return done if isinstance(done, int) else 0


def _failed(error: Exception, code: int) -> int:
    from avv_desktop.cli.say import warn
    from avv_desktop.system.sentences import explain

    said = explain(error)
    for line in (said.happened, said.means, said.todo):
        if line:
            warn(line)
    return code
