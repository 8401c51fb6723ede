"""What was added after a signature. Signatures and timestamps may be added; text may not.

Our own files know no form fields to fill in, so they are judged more strictly than foreign ones: everything but further
signatures counts as a change. Foreign files get the usual rules, and once more without the rule that forbids freeing
unused objects, which some programs do without changing anything one can see.
"""

from __future__ import annotations

from typing import NamedTuple

from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import SigFieldCreationRule, SigFieldModificationRule
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from avv_desktop.signing.annotations import AddedNotes
from avv_desktop.signing.model import Changes, Policy
from avv_desktop.signing.pdf_file import odd
from avv_desktop.system.language import tr

STRICT = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
LENIENT = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=DEFAULT_DIFF_POLICY.form_rule,
    reject_object_freeing=False,
)
WITH_NOTES = StandardDiffPolicy(
    global_rules=[*DEFAULT_DIFF_POLICY.global_rules, AddedNotes()],
    form_rule=DEFAULT_DIFF_POLICY.form_rule,
    reject_object_freeing=False,
)


class Found(NamedTuple):
    """covers_whole_file: nothing follows the signature. reason: what is unusual, or why nothing can be said.

    policy: by which rules it was judged; empty if nothing had to be.
    """

    state: Changes
    covers_whole_file: bool = False
    reason: str = ""
    policy: Policy = ""


def changes(signature: EmbeddedPdfSignature, signature_fields: frozenset[str], *, own: bool) -> Found:
    """What happened after `signature`. Never raises.

    signature_fields: names of all signature fields of the file. own: judged as one of our agreements.
    """
    try:
        return _found(signature, signature_fields, own)
    except Exception:  # a foreign file may raise anything, also RecursionError
        return Found("unverifiable", False, odd())


def _found(signature: EmbeddedPdfSignature, signature_fields: frozenset[str], own: bool) -> Found:
    coverage = signature.evaluate_signature_coverage()
    signature.coverage = coverage  # type: ignore[assignment]
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Found("none", True)
    if coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Found("other", False, tr("It does not cover the whole document, not even as it was then."))
    result, policy = _compared(signature, own)
    if isinstance(result, SuspiciousModification):
        return Found("annotation" if _only_notes(signature) else "other", False, "", policy)
    reason = tr("Its structure is unusual, its content unchanged.") if policy == "lenient" else ""
    return Found(_state(result, signature.docmdp_level, signature_fields), False, reason, policy)


def _compared(signature: EmbeddedPdfSignature, own: bool) -> tuple[DiffResult | SuspiciousModification, Policy]:
    result = _review(signature, STRICT if own else DEFAULT_DIFF_POLICY)
    if own:
        return result, "own"
    if not isinstance(result, SuspiciousModification) or "freed" not in str(result):
        return result, "default"
    return _review(signature, LENIENT), "lenient"


def _only_notes(signature: EmbeddedPdfSignature) -> bool:
    try:
        return isinstance(_review(signature, WITH_NOTES), DiffResult)
    except Exception:  # a foreign file may raise anything; then it is some other change
        return False


def _review(signature: EmbeddedPdfSignature, policy: DiffPolicy) -> DiffResult | SuspiciousModification:
    try:
        return signature.evaluate_modifications(policy)
    except SuspiciousModification as error:
        return error


def _state(result: DiffResult, allowed: MDPPerm | None, signature_fields: frozenset[str]) -> Changes:
    level = result.modification_level
    if level == ModificationLevel.OTHER or (allowed is not None and level.value > allowed.value):
        return "other"
    if level == ModificationLevel.ANNOTATIONS:
        return "annotation"
    if level == ModificationLevel.NONE:
        return "none"
    return "signature" if result.changed_form_fields <= signature_fields else "form"
