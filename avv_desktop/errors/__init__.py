"""Everything that can go wrong, drawn as a tree.

    AvvError
    ├── UsageError                 2  the command or the call was wrong
    ├── InputError                 3  something given to us cannot be read
    │   ├── TemplateError              a template folder does not say what it should (file, line)
    │   ├── RulePackError              a rule pack does not say what it should (file, line)
    │   ├── AnswersError               an answers file has unknown or ill-typed names (file, line)
    │   ├── DraftError                 a draft file is damaged
    │   │   ├── UnknownTemplate        its template, or that version of it, is not here
    │   │   └── NewerFormat            it was written by a newer version of the program
    │   ├── PdfError                   a PDF cannot be read
    │   │   ├── EncryptedPdf
    │   │   ├── NoAgreementInside      a good PDF, but none of our agreements
    │   │   └── NotVerifiable          nobody can say anything of its signatures in reasonable time (reason)
    │   ├── TrustListError             a trusted list cannot be read or is not believed (path, reason)
    │   ├── KeyFileError               a key file cannot be used
    │   │   └── NoPrivateKey           a certificate, but nothing to sign with
    │   ├── NoAgreement            1  a good file, but no data-processing agreement (reason)
    │   ├── UnreadableFile             it is not there, or may not be read
    │   ├── TableError                 a table of customers cannot be read (path, reason)
    │   └── IntakeError                somebody else's document cannot be read
    │       ├── ForeignFormat              no text, Word, HTML or PDF file (reason)
    │       ├── DamagedFile                such a file, but broken or hostile (reason)
    │       ├── EncryptedFile              it needs a password
    │       ├── NoText                     pictures of pages only
    │       └── TooLarge                   more than an agreement can be (reason)
    └── CannotDo                   4  understood, but it could not be done
        ├── WrongPassphrase
        ├── CertificateUnfit           expired, not yet valid, too weak, not meant for signing (reason)
        ├── TokenError                 a card or token could not do it (seven more in errors.keys)
        ├── RemoteError                a service that signs remotely could not do it (name, reason)
        │   ├── RemoteUnreachable          no connection, no answer in time
        │   ├── RemoteRefused              it does not let the person in, or not sign
        │   └── RemoteUntrustworthy        its answer is not what the standard asks, or does not fit
        ├── NotReady                   the draft is incomplete and cannot be signed (findings)
        ├── TimestampFailed            no timestamp service gave a good timestamp (reason: each service's)
        ├── ProofMissing               what long-term proof needs could not be had (reason)
        ├── SigningRefused             would break a signature, wrong person, out of order (reason)
        ├── TypesettingFailed          the pages could not be made
        ├── GlyphsMissing              the font lacks letters (letters, place)
        ├── CannotWrite                disk full, folder read-only, file in use (path, reason)
        ├── StoreError                 the store cannot be used
        │   ├── StoreWrongKey
        │   ├── StoreInUse             a second instance holds it
        │   └── StoreDamaged
        ├── TeamError                  the store that several people share cannot be used (six more in errors.team)
        └── KeychainUnavailable        no keychain, and no passphrase was given
            └── PassphraseToChoose     and nothing is kept yet

The number is the exit code of the command line. What a person reads (what happened, what it means, what to do)
stands in `avv_desktop.system.sentences`, one entry for each class here; a test pairs them.
"""

from __future__ import annotations

from avv_desktop.errors.base import AvvError as AvvError
from avv_desktop.errors.base import CannotDo as CannotDo
from avv_desktop.errors.keys import ModuleUnusable as ModuleUnusable
from avv_desktop.errors.keys import PinLocked as PinLocked
from avv_desktop.errors.keys import PinNeeded as PinNeeded
from avv_desktop.errors.keys import PinRefused as PinRefused
from avv_desktop.errors.keys import RemoteError as RemoteError
from avv_desktop.errors.keys import RemoteRefused as RemoteRefused
from avv_desktop.errors.keys import RemoteUnreachable as RemoteUnreachable
from avv_desktop.errors.keys import RemoteUntrustworthy as RemoteUntrustworthy
from avv_desktop.errors.keys import TokenCancelled as TokenCancelled
from avv_desktop.errors.keys import TokenError as TokenError
from avv_desktop.errors.keys import TokenGone as TokenGone
from avv_desktop.errors.keys import WrongPin as WrongPin
from avv_desktop.errors.team import TeamConflict as TeamConflict
from avv_desktop.errors.team import TeamError as TeamError
from avv_desktop.errors.team import TeamNone as TeamNone
from avv_desktop.errors.team import TeamRefused as TeamRefused
from avv_desktop.errors.team import TeamUnreachable as TeamUnreachable
from avv_desktop.errors.team import TeamUnsafe as TeamUnsafe
from avv_desktop.errors.team import TeamUntrusted as TeamUntrusted


class UsageError(AvvError):
    """details: reason"""

    exit_code = 2


class InputError(AvvError):
    """details: path, reason"""

    exit_code = 3


class TemplateError(InputError):
    """details: path, line, reason"""


class RulePackError(InputError):
    """details: path, line, reason"""


class AnswersError(InputError):
    """details: path, line, reason"""


class DraftError(InputError):
    """details: path, reason"""


class UnknownTemplate(DraftError):
    """details: template, version"""


class NewerFormat(DraftError):
    """details: path, schema, known"""


class PdfError(InputError):
    """details: path, reason"""


class EncryptedPdf(PdfError):
    """details: path"""


class NoAgreementInside(PdfError):
    """details: path"""


class NotVerifiable(PdfError):
    """details: reason"""


class TrustListError(InputError):
    """details: path, reason"""


class KeyFileError(InputError):
    """details: path, reason"""


class NoPrivateKey(KeyFileError):
    """details: path"""


class NoAgreement(InputError):
    """details: path, reason"""

    exit_code = 1


class UnreadableFile(InputError):
    """details: path, reason"""


class TableError(InputError):
    """details: path, reason"""


class IntakeError(InputError):
    """details: path, reason"""


class ForeignFormat(IntakeError):
    """details: path, reason"""


class DamagedFile(IntakeError):
    """details: path, reason"""


class EncryptedFile(IntakeError):
    """details: path"""


class NoText(IntakeError):
    """details: path"""


class TooLarge(IntakeError):
    """details: path, reason"""


class WrongPassphrase(CannotDo):
    """details: path"""


class CertificateUnfit(CannotDo):
    """details: name, reason"""


class NotReady(CannotDo):
    """details: count, first"""


class SigningRefused(CannotDo):
    """details: reason"""


class TimestampFailed(CannotDo):
    """details: reason"""


class ProofMissing(CannotDo):
    """details: reason"""


class TypesettingFailed(CannotDo):
    """details: reason"""


class GlyphsMissing(CannotDo):
    """details: letters, place"""


class CannotWrite(CannotDo):
    """details: path, reason"""


class StoreError(CannotDo):
    """details: path, reason"""


class StoreWrongKey(StoreError):
    """details: path"""


class StoreInUse(StoreError):
    """details: path"""


class StoreDamaged(StoreError):
    """details: path, reason"""


class KeychainUnavailable(CannotDo):
    """details: reason"""


class PassphraseToChoose(KeychainUnavailable):
    """details: reason"""


def every_error() -> list[type[AvvError]]:
    """All classes of the tree, the base first."""
    found, waiting = [], [AvvError]
    while waiting:
        kind = waiting.pop(0)
        found.append(kind)
        waiting += kind.__subclasses__()
    return found
