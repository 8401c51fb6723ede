"""LibreOffice without a window: all tracked changes of a file accepted or rejected by another program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed here")

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, command As String, docx As String, text As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    Dim document As Object
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
    Dim dispatcher As Object
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    If command &lt;&gt; "" Then
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
    End If
    Dim how(0) As New com.sun.star.beans.PropertyValue
    how(0).Name = "FilterName"
    how(0).Value = "MS Word 2007 XML"
    document.storeToURL(docx, how())
    Dim encoded(1) As New com.sun.star.beans.PropertyValue
    encoded(0).Name = "FilterName"
    encoded(0).Value = "Text (encoded)"
    encoded(1).Name = "FilterOptions"
    encoded(1).Value = "UTF8,LF"
    document.storeToURL(text, encoded())
    document.close(True)
End Sub
</script:module>
"""
COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges", "open": ""}


def settled(data: bytes, what: str, folder: Path) -> tuple[bytes, str]:
    """The file with all changes accepted or rejected (or only opened and saved), as .docx and as plain text."""
    source, made, text = folder / "in.docx", folder / f"{what}.docx", folder / f"{what}.txt"
    source.write_bytes(data)
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        _office(folder, "--terminate_after_init")  # makes a profile of its own
        module.write_text(_MACRO)
    arguments = ",".join((source.as_uri(), COMMANDS[what], made.as_uri(), text.as_uri()))
    _office(folder, f"macro:///Standard.Module1.Settle({arguments})")
    return made.read_bytes(), text.read_text("utf-8-sig")


def _office(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--norestore", *arguments]
    subprocess.run(command, timeout=100, capture_output=True, check=True)
