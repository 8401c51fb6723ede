"""The program's entry: a command line, or, without a command, the window."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """`avv …`; without arguments and for `avv app` the window, for `avv tour` its pictures. Returns the exit code."""
    if getattr(sys, "frozen", False):  # a worker of a series begins here too
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] == "app":
        from ui.app import run

        return run(arguments[1:])
    if arguments[0] == "tour":
        from ui.tour import main as tour

        return tour(arguments[1:])
    from avv_desktop.cli import main as command

    return command(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
