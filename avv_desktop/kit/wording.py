"""What came back, in plain sentences: first what it is, then what that means, then what to do."""

from __future__ import annotations

from avv_desktop.kit.returned import Returned
from avv_desktop.system.language import tr, trn


def headline(returned: Returned) -> str:
    names = ", ".join(returned.signers)
    match returned.kind:
        case "countersigned":
            done = returned.progress is not None and returned.progress.state == "countersigned"
            if done:
                return tr("Countersigned by {names}. Everybody has signed.", names=names)
            return tr("Signed by {names}. More signatures are needed.", names=names)
        case "unfit":
            return tr("There is a new signature by {names}, but it does not count.", names=names)
        case "unsigned":
            return tr("This is our agreement, but nobody has signed it anew.")
        case "unchanged":
            return tr("This is exactly the file that was sent. Nobody has signed it since.")
        case "damaged":
            return tr("The file was changed after it was signed.")
        case "scan":
            return tr("This file holds pictures of pages: a scan.")
        case "rewritten":
            return tr("Our signatures are lost in this copy.")
    return tr("This file says something else than the agreement.")


def meaning(returned: Returned) -> tuple[str, ...]:
    """What it means and what to do."""
    match returned.kind:
        case "countersigned":
            same = tr("It is the same contract, and our signatures in it are unharmed.")
            return (same,) if proven(returned) else (same, _doubt(returned))
        case "unfit":
            return (
                tr("The name does not fit the person expected, or another field was signed. Please ask the customer."),
            )
        case "unsigned" | "unchanged":
            return (tr("Please ask the customer for the signed file."),)
        case "damaged":
            return (tr("It is not filed. The details are on the page “Verify PDF”; please ask for another copy."),)
        case "scan":
            return (
                tr("The program cannot read it. Please look at every page: is it our text, and is it signed?"),
                tr("After that it is filed as countersigned on paper, with your name and today’s date."),
            )
        case "rewritten":
            return _rewritten(returned)
    return (tr("It is not filed."),)


def proven(returned: Returned) -> bool:
    """Is it known whose signatures they are? A name that fits is no identity, and a trial key is no proof."""
    return returned.verdict is not None and returned.verdict.tone == "good"


def _doubt(returned: Returned) -> str:
    if returned.progress is not None and any(slot.trial for slot in returned.progress.slots):
        return tr("At least one signature is a trial: it proves nothing.")
    return tr("The name fits; whose certificate it is has not been checked.")


def _rewritten(returned: Returned) -> tuple[str, ...]:
    found = [
        tr("Probably it was flattened, printed into a new file or written anew by a signing service."),
        tr("That alone is no sign of a forgery; but no signature of ours can be checked in it."),
    ]
    if returned.foreign:
        found.append(tr("It carries other signatures: {names}.", names=", ".join(returned.foreign)))
    count = len(returned.differences)
    if returned.same:
        found.append(tr("Its text says what the agreement says, clause by clause."))
    else:
        found.append(trn("Its text differs at one place.", "Its text differs at {count} places.", count))
    found.append(tr("Please ask for the file that was signed itself. This copy can be filed beside it."))
    return tuple(found)


def sentences(returned: Returned) -> tuple[str, ...]:
    return (headline(returned), *meaning(returned))
