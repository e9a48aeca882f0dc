"""Whether everything that was put in evidence still is what it was: every row, every byte.

Rows are read as they lie in the database, not as the models see them, and compared with what their
documents say; documents with their hashes, the chain with itself, with the register of seals and
with the trail. What is wrong is named as people know it: "evidence E-7K4M2P: column title differs
from its document".
"""

from basin.queries.verifying.everything import Verified, verified
from basin.queries.verifying.one import damage_of

__all__ = ["Verified", "damage_of", "verified"]
