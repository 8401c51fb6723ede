"""What a card says when something fails, each of its codes in a sentence of its own.

A failure of the card never reads as a wrong PIN: only the codes that speak of the PIN do.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pkcs11 import exceptions as card

from avv_desktop.errors import (
    CannotDo,
    PinLocked,
    PinNeeded,
    PinRefused,
    TokenCancelled,
    TokenError,
    TokenGone,
    WrongPin,
)
from avv_desktop.system.language import tr

Say = Callable[[], str]

ABOUT_THE_PIN: dict[type[card.PKCS11Error], tuple[type[TokenError], Say]] = {
    card.PinIncorrect: (WrongPin, lambda: tr("The card says that this PIN is wrong.")),
    card.PinLocked: (PinLocked, lambda: tr("The PIN of this card is locked after too many wrong tries.")),
    card.PinExpired: (PinRefused, lambda: tr("The PIN of this card has expired; it has to be changed first.")),
    card.PinInvalid: (PinRefused, lambda: tr("This PIN has characters that the card does not take.")),
    card.PinLenRange: (PinRefused, lambda: tr("This PIN is too short or too long for the card.")),
    card.PinTooWeak: (PinRefused, lambda: tr("The card finds this PIN too easy to guess.")),
    card.UserPinNotInitialized: (PinRefused, lambda: tr("This card has no PIN yet; it has to be activated first.")),
    card.UserNotLoggedIn: (PinNeeded, lambda: tr("The card wants its PIN before it signs.")),
}

ABOUT_THE_CARD: dict[type[card.PKCS11Error], tuple[type[TokenError], Say]] = {
    card.TokenNotPresent: (TokenGone, lambda: tr("There is no card in the reader.")),
    card.DeviceRemoved: (TokenGone, lambda: tr("The card was taken out in the middle of it.")),
    card.NoSuchToken: (TokenGone, lambda: tr("The chosen card is not there.")),
    card.SlotIDInvalid: (TokenGone, lambda: tr("The card reader is not there any more.")),
    card.FunctionCancelled: (TokenCancelled, lambda: tr("The entry at the card reader was cancelled.")),
    card.FunctionRejected: (TokenCancelled, lambda: tr("The entry at the card reader was refused.")),
    card.TokenNotRecognised: (TokenError, lambda: tr("The driver does not know this kind of card.")),
    card.TokenWriteProtected: (TokenError, lambda: tr("The card is write-protected.")),
    card.DeviceError: (TokenError, lambda: tr("The card or its reader does not answer properly.")),
    card.DeviceMemory: (TokenError, lambda: tr("The card has no room left for this.")),
    card.FunctionFailed: (TokenError, lambda: tr("The card could not carry out the task.")),
    card.FunctionNotSupported: (TokenError, lambda: tr("The card does not offer this function.")),
    card.GeneralError: (TokenError, lambda: tr("The card's driver reports a failure without a reason.")),
    card.HostMemory: (TokenError, lambda: tr("The card's driver ran out of memory.")),
    card.NoEvent: (TokenError, lambda: tr("Nothing happened at the card reader.")),
    card.RandomNoRNG: (TokenError, lambda: tr("The card has no source of random numbers.")),
    card.RandomSeedNotSupported: (TokenError, lambda: tr("The card takes no random numbers from outside.")),
    card.ExceededMaxIterations: (TokenError, lambda: tr("The card tried too often and gave up.")),
}

ABOUT_THE_SESSION: dict[type[card.PKCS11Error], tuple[type[TokenError], Say]] = {
    card.SessionClosed: (TokenError, lambda: tr("The connection to the card was closed in the middle of it.")),
    card.SessionHandleInvalid: (TokenError, lambda: tr("The connection to the card no longer holds.")),
    card.SessionCount: (TokenError, lambda: tr("Too many programs use the card at the same time.")),
    card.SessionExists: (TokenError, lambda: tr("Another connection to the card is still open.")),
    card.SessionReadOnly: (TokenError, lambda: tr("The card may only be read at the moment.")),
    card.SessionReadOnlyExists: (TokenError, lambda: tr("A connection that only reads keeps the card busy.")),
    card.SessionReadWriteSOExists: (TokenError, lambda: tr("The card is being administered at the moment.")),
    card.UserAlreadyLoggedIn: (TokenError, lambda: tr("Somebody is logged in to the card already.")),
    card.AnotherUserAlreadyLoggedIn: (TokenError, lambda: tr("Somebody else is logged in to the card.")),
    card.UserTooManyTypes: (TokenError, lambda: tr("Too many users are logged in to the card.")),
    card.OperationActive: (TokenError, lambda: tr("The card is still busy with another task.")),
    card.OperationNotInitialized: (TokenError, lambda: tr("The card forgot the task before it was done.")),
    card.MultipleTokensReturned: (TokenError, lambda: tr("Several cards answer to this name.")),
}

ABOUT_THE_KEY: dict[type[card.PKCS11Error], tuple[type[TokenError], Say]] = {
    card.NoSuchKey: (TokenError, lambda: tr("The card holds no key for this certificate.")),
    card.MultipleObjectsReturned: (TokenError, lambda: tr("The card holds several keys for this certificate.")),
    card.KeyHandleInvalid: (TokenError, lambda: tr("The key on the card cannot be reached any more.")),
    card.ObjectHandleInvalid: (TokenError, lambda: tr("What was read from the card is not there any more.")),
    card.KeyTypeInconsistent: (TokenError, lambda: tr("The key on the card is of another kind than expected.")),
    card.KeySizeRange: (TokenError, lambda: tr("The key on the card has a length that the card cannot use.")),
    card.KeyIndigestible: (TokenError, lambda: tr("The card cannot compute a digest of this key.")),
    card.KeyNeeded: (TokenError, lambda: tr("The card lacks the key for this task.")),
    card.KeyNotNeeded: (TokenError, lambda: tr("The card was given a key that it does not need.")),
    card.KeyNotWrappable: (TokenError, lambda: tr("This key may not leave the card, not even locked.")),
    card.KeyUnextractable: (TokenError, lambda: tr("This key never leaves the card.")),
    card.PublicKeyInvalid: (TokenError, lambda: tr("The public key on the card is damaged.")),
    card.MechanismInvalid: (TokenError, lambda: tr("The card cannot sign in this way.")),
    card.MechanismParamInvalid: (TokenError, lambda: tr("The card cannot sign with these settings.")),
    card.DomainParamsInvalid: (TokenError, lambda: tr("The card does not know the curve of this key.")),
    card.SignatureInvalid: (TokenError, lambda: tr("The card made a signature that is not valid.")),
    card.SignatureLenRange: (TokenError, lambda: tr("The card made a signature of the wrong length.")),
    card.DataInvalid: (TokenError, lambda: tr("The card does not take what should be signed.")),
    card.DataLenRange: (TokenError, lambda: tr("What should be signed has the wrong length for the card.")),
}

ABOUT_THE_DRIVER: dict[type[card.PKCS11Error], tuple[type[TokenError], Say]] = {
    card.ArgumentsBad: (TokenError, lambda: tr("The card's driver does not understand the request.")),
    card.AttributeTypeInvalid: (TokenError, lambda: tr("The card does not know a property that was asked for.")),
    card.AttributeValueInvalid: (TokenError, lambda: tr("A property on the card has a value that cannot be.")),
    card.AttributeReadOnly: (TokenError, lambda: tr("A property on the card may not be changed.")),
    card.AttributeSensitive: (TokenError, lambda: tr("The card keeps a property to itself.")),
    card.TemplateIncomplete: (TokenError, lambda: tr("The card wants to know more for this task.")),
    card.TemplateInconsistent: (TokenError, lambda: tr("The details for the card contradict each other.")),
    card.EncryptedDataInvalid: (TokenError, lambda: tr("The card cannot decrypt what it was given.")),
    card.EncryptedDataLenRange: (TokenError, lambda: tr("What the card should decrypt has the wrong length.")),
    card.WrappedKeyInvalid: (TokenError, lambda: tr("The locked key that the card was given is damaged.")),
    card.WrappedKeyLenRange: (TokenError, lambda: tr("The locked key that the card was given has the wrong length.")),
    card.WrappingKeyHandleInvalid: (TokenError, lambda: tr("The key that locks others cannot be reached.")),
    card.WrappingKeySizeRange: (TokenError, lambda: tr("The key that locks others has the wrong length.")),
    card.WrappingKeyTypeInconsistent: (TokenError, lambda: tr("The key that locks others is of the wrong kind.")),
    card.UnwrappingKeyHandleInvalid: (TokenError, lambda: tr("The key that unlocks others cannot be reached.")),
    card.UnwrappingKeySizeRange: (TokenError, lambda: tr("The key that unlocks others has the wrong length.")),
    card.UnwrappingKeyTypeInconsistent: (TokenError, lambda: tr("The key that unlocks others is of the wrong kind.")),
}

TABLE = {**ABOUT_THE_PIN, **ABOUT_THE_CARD, **ABOUT_THE_SESSION, **ABOUT_THE_KEY, **ABOUT_THE_DRIVER}
NUMBER = re.compile(r"0x[0-9a-fA-F]+")


def said(error: card.PKCS11Error) -> TokenError:
    """The error of ours for one of the card's, with its sentence."""
    kind, sentence = TABLE.get(type(error), (TokenError, lambda: unknown(str(error))))
    return kind(reason=sentence())


def unknown(message: str) -> str:
    """A code that nobody knows is named; any other text of a driver is not for people."""
    number = NUMBER.search(message)
    if number is None:
        return tr("The card's driver failed.")
    return tr("The card's driver reports the unknown failure {number}.", number=number[0])


def is_about_the_pin(error: CannotDo) -> bool:
    """Whether the person should think of the PIN at all."""
    return isinstance(error, WrongPin | PinLocked | PinRefused | PinNeeded)
