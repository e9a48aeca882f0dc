"""What people confide lies here only as ciphertext.

master key (outside the database) → wraps each holder's key → wraps each data key → seals the words.

A *holder* is who may open: `office:3`, `custodian:3`. A *data key* belongs to one subject (a case,
the names of a case) and has one wrap for every holder that may read it. Sealed values are never
plain in an attribute of a model: they are `Sealed` values that only an opened `DataKey` turns into
text. AES-256-GCM throughout; the associated data names the data key and the place, so a ciphertext
cannot be moved to another subject or column. (Among the rows of one column of one subject it can:
the trail shows what came when.)

Keys are changed online (`rotation`), the master key can come back from two people (`recovery`).
"""

from kernel.vault.keys import DataKey, Sealer, Unspreadable
from kernel.vault.masters import MasterKeys, MasterKeyStore, OneKey, mark_of
from kernel.vault.sealed import (
    KEY_BYTES,
    NONCE_BYTES,
    Sealed,
    SealedType,
    Unsealable,
    decrypt,
    derive,
    encrypt,
    new_key,
)
from kernel.vault.state import KeyState, settle, state_of
from kernel.vault.tables import DataKeyRow, HolderKey, MasterKey, Recovery, Wrap
from kernel.vault.vault import NoMasterKey, Vault, has_holders, holders_known

__all__ = [
    "KEY_BYTES",
    "NONCE_BYTES",
    "DataKey",
    "DataKeyRow",
    "HolderKey",
    "KeyState",
    "MasterKey",
    "MasterKeyStore",
    "MasterKeys",
    "NoMasterKey",
    "OneKey",
    "Recovery",
    "Sealed",
    "SealedType",
    "Sealer",
    "Unsealable",
    "Unspreadable",
    "Vault",
    "Wrap",
    "decrypt",
    "derive",
    "encrypt",
    "has_holders",
    "holders_known",
    "mark_of",
    "new_key",
    "settle",
    "state_of",
]
