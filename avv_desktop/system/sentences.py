"""What a person reads when something went wrong: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from avv_desktop import errors
from avv_desktop.system import sentences_keys, sentences_many, sentences_team, sentences_verify
from avv_desktop.system.language import tr


class Sentences(NamedTuple):
    happened: str
    means: str
    todo: str


Say = Callable[..., Sentences]


def explain(error: BaseException) -> Sentences:
    """The sentences of an error; anything that is not ours gets a general one."""
    if not isinstance(error, errors.AvvError):
        return unexpected(type(error).__name__)
    return SAID[type(error)](_Details(error.details))


def unexpected(kind: str) -> Sentences:
    return Sentences(
        tr("Something unexpected went wrong ({kind}).", kind=kind),
        tr("What you have entered is kept."),
        tr("Please try again; if it happens once more, start the program anew."),
    )


class _Details(dict):
    """Details by name; what is not there is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _place(d: _Details) -> str:
    return f"{d['path']}, {tr('line {line}', line=d['line'])}" if d["line"] else str(d["path"])


def _not_installed(template: str, version: object) -> str:
    if not version:
        return tr("The template “{template}” is not installed here.", template=template)
    return tr("The template “{template}” {version} is not installed here.", template=template, version=version)


def _said(happened: Callable[[_Details], str], means: Callable[[], str], todo: Callable[[], str]) -> Say:
    return lambda details: Sentences(happened(details).rstrip(), means(), todo())


KEPT: Callable[[], str] = lambda: tr("Nothing was changed.")  # noqa: E731

ELSEWHERE = (sentences_keys.WORDS, sentences_many.WORDS, sentences_team.WORDS, sentences_verify.WORDS)
SAID: dict[type[errors.AvvError], Say] = {
    errors.AvvError: _said(lambda d: tr("That did not work."), KEPT, lambda: tr("Please try again.")),
    errors.UsageError: _said(
        lambda d: str(d["reason"]) or tr("The command is not right."),
        KEPT,
        lambda: tr("“avv --help” lists the commands."),
    ),
    errors.InputError: _said(
        lambda d: tr("{path} cannot be read. {reason}", path=d["path"], reason=d["reason"]),
        KEPT,
        lambda: tr("Please choose another file."),
    ),
    errors.TemplateError: _said(
        lambda d: tr("The template has a mistake ({place}): {reason}", place=_place(d), reason=d["reason"]),
        lambda: tr("It cannot be used like this."),
        lambda: tr("Please correct this line, or choose another template."),
    ),
    errors.RulePackError: _said(
        lambda d: tr("The rule pack has a mistake ({place}): {reason}", place=_place(d), reason=d["reason"]),
        lambda: tr("Its rules are not applied."),
        lambda: tr("Please correct this line, or import another pack."),
    ),
    errors.AnswersError: _said(
        lambda d: tr("The answers have a mistake ({place}): {reason}", place=_place(d), reason=d["reason"]),
        lambda: tr("No draft was made from them."),
        lambda: tr("Please correct this line and try again."),
    ),
    errors.DraftError: _said(
        lambda d: tr("{path} is not a draft, or it is damaged. {reason}", path=d["path"], reason=d["reason"]),
        KEPT,
        lambda: tr("Please choose another file, or open the agreement from its PDF."),
    ),
    errors.UnknownTemplate: _said(
        lambda d: _not_installed(str(d["template"]), d["version"]),
        lambda: tr(
            "Without its template an agreement cannot be edited; a template is never taken from a foreign file."
        ),
        lambda: tr("Please install this template, or ask for the draft file of somebody who has it."),
    ),
    errors.NewerFormat: _said(
        lambda d: tr("{path} was written by a newer version of the program.", path=d["path"]),
        lambda: tr("This version does not know everything in it and leaves it as it is."),
        lambda: tr("Please update the program."),
    ),
    errors.PdfError: _said(
        lambda d: tr("This file cannot be read as a PDF. {reason}", reason=d["reason"]),
        lambda: tr("It is damaged, or it is no PDF at all."),
        lambda: tr("Please ask for the file again, or choose another one."),
    ),
    errors.EncryptedPdf: _said(
        lambda d: tr("This PDF is protected with a password."),
        lambda: tr("Its content and its signatures cannot be checked."),
        lambda: tr("Please ask for a copy without a password."),
    ),
    errors.NoAgreementInside: _said(
        lambda d: tr("There is no agreement of this program inside this PDF."),
        lambda: tr("Its signatures can be verified, but it cannot be opened for editing."),
        lambda: tr("Please choose a PDF that was made with this program."),
    ),
    errors.KeyFileError: _said(
        lambda d: tr("This key file cannot be used. {reason}", reason=d["reason"]),
        lambda: tr("Nothing was signed."),
        lambda: tr("Please choose a file that ends in .p12 or .pfx."),
    ),
    errors.NoPrivateKey: _said(
        lambda d: tr("This file holds a certificate, but no key to sign with."),
        lambda: tr("Nothing was signed."),
        lambda: tr("Please export the key together with its certificate, as .p12 or .pfx."),
    ),
    errors.NoAgreement: _said(
        lambda d: tr("{path} is no data-processing agreement. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("Nothing was made of it."),
        lambda: tr("Please choose another file, or read it all the same."),
    ),
    errors.UnreadableFile: _said(
        lambda d: tr("{path} cannot be opened. {reason}", path=d["path"], reason=d["reason"]),
        KEPT,
        lambda: tr("Please check the name and whether you may read the file."),
    ),
    errors.IntakeError: _said(
        lambda d: tr("{path} cannot be read as an agreement. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("Nothing was taken over."),
        lambda: tr("Please choose another file."),
    ),
    errors.ForeignFormat: _said(
        lambda d: tr("{path} is no text, Word, HTML or PDF file. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("The program cannot read what it says."),
        lambda: tr("Please save it as .docx, .pdf or .txt in the program it was made with, and choose that file."),
    ),
    errors.DamagedFile: _said(
        lambda d: tr("{path} is damaged. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("Nothing was taken over, not even a part."),
        lambda: tr("Please open it in the program it was made with, save it anew, or ask for it again."),
    ),
    errors.EncryptedFile: _said(
        lambda d: tr("{path} is protected with a password.", path=d["path"]),
        lambda: tr("Nobody can read it without the password, and this program does not ask for it."),
        lambda: tr("Please save a copy without a password, or ask for one."),
    ),
    errors.NoText: _said(
        lambda d: tr("{path} contains no text.", path=d["path"]),
        lambda: tr("It consists of pictures of pages, as a scanner makes them."),
        lambda: tr("Please ask for the file it was printed from, or use text recognition first."),
    ),
    errors.TooLarge: _said(
        lambda d: tr("{path} is too large. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("An agreement is much shorter; reading was stopped before anything was taken over."),
        lambda: tr("Please choose a file that holds the agreement only."),
    ),
    errors.CannotDo: _said(
        lambda d: tr("That could not be done. {reason}", reason=d["reason"]), KEPT, lambda: tr("Please try again.")
    ),
    errors.WrongPassphrase: _said(
        lambda d: tr("The passphrase does not fit."),
        lambda: tr("Nothing was signed or changed."),
        lambda: tr("Please enter it once more; mind capital letters and the keyboard's language."),
    ),
    errors.CertificateUnfit: _said(
        lambda d: tr("The certificate of {name} cannot be used. {reason}", name=d["name"], reason=d["reason"]),
        lambda: tr("Nothing was signed."),
        lambda: tr("Please choose another key, or renew the certificate."),
    ),
    errors.NotReady: _said(
        lambda d: tr("The agreement is not complete yet."),
        lambda: tr("An incomplete agreement cannot be signed."),
        lambda: tr("Please fill in what is missing; the review lists it."),
    ),
    errors.SigningRefused: _said(
        lambda d: str(d["reason"]) or tr("This cannot be signed."),
        lambda: tr("Nothing was signed."),
        lambda: tr("Please check the file and whose turn it is."),
    ),
    errors.TimestampFailed: _said(
        lambda d: tr("No timestamp could be had. {reason}", reason=d["reason"]),
        lambda: tr("Nothing was written; without a service's timestamp only the signer's clock says when."),
        lambda: tr("Please check the network and the timestamp services, or sign now and add the timestamp later."),
    ),
    errors.ProofMissing: _said(
        lambda d: tr("Long-term proof could not be completed. {reason}", reason=d["reason"]),
        lambda: tr("The file stays as it is; its signatures are as good as before."),
        lambda: tr("Please try again with a network, or give the missing files of the certification authority."),
    ),
    errors.TypesettingFailed: _said(
        lambda d: tr("The pages could not be made. {reason}", reason=d["reason"]),
        lambda: tr("What you have entered is kept."),
        lambda: tr("Please undo the last change and try again."),
    ),
    errors.GlyphsMissing: _said(
        lambda d: tr("The font lacks these letters: {letters}", letters=d["letters"]),
        lambda: tr("They could not be printed correctly."),
        lambda: tr("Please write the name in another way."),
    ),
    errors.CannotWrite: _said(
        lambda d: tr("{path} could not be written. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("No half file was left, and nothing you have entered is lost."),
        lambda: tr("Please make room or choose another folder, and try again."),
    ),
    errors.StoreError: _said(
        lambda d: tr("The store cannot be used. {reason}", reason=d["reason"]),
        lambda: tr("What is open stays open, but it is not saved at the moment."),
        lambda: tr("Please check the disk and its permissions, then start the program anew."),
    ),
    errors.StoreWrongKey: _said(
        lambda d: tr("The key does not fit the store."),
        lambda: tr("Your agreements are still there, but they cannot be read with this key."),
        lambda: tr("Please enter the passphrase or the recovery key."),
    ),
    errors.StoreInUse: _said(
        lambda d: tr("The program is already open."),
        lambda: tr("Two windows on one store would overwrite each other."),
        lambda: tr("Please use the window that is open, or close it first."),
    ),
    errors.StoreDamaged: _said(
        lambda d: tr("The store is damaged. {reason}", reason=d["reason"]),
        lambda: tr("The file was left untouched, so that nothing more is lost."),
        lambda: tr("Please bring back the last backup."),
    ),
    errors.KeychainUnavailable: _said(
        lambda d: tr("This computer has no keychain that the program may use."),
        lambda: tr("The key of your agreements cannot be kept there."),
        lambda: tr("Please enter the passphrase of your agreements."),
    ),
    errors.PassphraseToChoose: _said(
        lambda d: tr("This computer has no keychain that the program may use."),
        lambda: tr("The key of your agreements cannot be kept there."),
        lambda: tr("Please choose a passphrase; it is asked for at every start."),
    ),
    **{kind: _said(*words) for each in ELSEWHERE for kind, words in each.items()},
}
