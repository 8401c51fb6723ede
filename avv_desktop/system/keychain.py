"""The machine's keychain: Windows, macOS, Secret Service. Backends that keep in the clear do not count."""

from __future__ import annotations

from avv_desktop.errors import KeychainUnavailable

SERVICE = "avv-desktop"
NOT_SAFE = ("fail", "null", "chainer", "plaintext", "PlaintextKeyring")


def available() -> bool:
    """Is there a keychain that really keeps secrets?"""
    try:
        backend = _keyring().get_keyring()
        fit = backend.priority > 0  # some find out here that their service is not running
    except Exception:
        return False
    name = f"{type(backend).__module__}.{type(backend).__name__}"
    return fit and not any(word in name for word in NOT_SAFE)


def secret(name: str) -> str | None:
    """The secret, or None. Raises KeychainUnavailable."""
    return _asked(lambda keyring: keyring.get_password(SERVICE, name))


def keep(name: str, value: str) -> None:
    """Raises KeychainUnavailable."""
    _asked(lambda keyring: keyring.set_password(SERVICE, name, value))


def forget(name: str) -> None:
    """Raises KeychainUnavailable; a name that is not there is fine."""
    from keyring.errors import PasswordDeleteError

    def delete(keyring) -> None:
        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            return

    _asked(delete)


def _asked(question):
    if not available():
        raise KeychainUnavailable(reason="")
    try:
        return question(_keyring())
    except Exception as error:  # backends raise whatever their system raises
        raise KeychainUnavailable(reason=type(error).__name__) from error


def _keyring():
    import keyring

    return keyring
