"""Calls of the Linux kernel that this process gives up for ever (seccomp, a filter of our own).

The numbers are those of `asm/unistd.h`; a processor that is not listed keeps all its calls. A call
that was given up answers EPERM, as for lack of rights.
"""

import ctypes
import struct
from dataclasses import dataclass

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE, _UNKNOWN = 0x00050000 | 1, 0x00050000 | 38  # EPERM, ENOSYS
_NUMBER, _PROCESSOR, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_THREAD = 0x00010000  # CLONE_THREAD: a thread of ours, not a process
_CLONE_3 = 435  # its arguments cannot be looked at: libraries then use clone
_OTHER_NUMBERS = 0x40000000  # x32: the same calls by other numbers


@dataclass(frozen=True)
class Processor:
    """A processor's mark in the filter, its number of clone, and the calls to give up."""

    mark: int
    clone: int
    given_up: tuple[int, ...]


_ON_BOTH = (425, 434, 437)  # io_uring_setup, pidfd_open, openat2
PROCESSORS = {
    "x86_64": Processor(
        0xC000003E,
        56,
        (
            2, 257, 85, 304,  # open, openat, creat, open_by_handle_at
            41, 42, 43, 44, 46, 49, 50, 53, 288,  # sockets
            57, 58, 59, 322,  # fork, vfork, execve, execveat
            62, 101, 310, 311, 312,  # kill, ptrace, memory of other processes
            76, 77, 82, 83, 84, 86, 87, 88, 90, 92, 133, 161, 165,  # files by name
            258, 259, 260, 263, 264, 265, 266, 268, 316,  # the same beside a folder
            155, 246, 250, 272, 308, 321, 323,  # roots, kexec, keys, namespaces, bpf, faults
            *_ON_BOTH,
        ),
    ),
    "aarch64": Processor(
        0xC00000B7,
        220,
        (
            56, 265,
            198, 199, 200, 201, 202, 203, 206, 211, 242,
            221, 281,
            129, 117, 270, 271, 272,
            33, 34, 35, 36, 37, 38, 40, 41, 45, 46, 51, 53, 54, 276,
            97, 104, 219, 268, 280, 282,
            *_ON_BOTH,
        ),
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def take_away(machine: str) -> bool:
    """Give the calls up for all threads to come; False where the kernel or we know no way."""
    processor = PROCESSORS.get(machine)
    if processor is None:
        return False
    steps = program(processor)
    filtered = _Program(len(steps) // 8, steps)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    taken: int = libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(filtered), 0, 0)
    return taken == 0


def program(processor: Processor) -> bytes:
    """The filter as the kernel reads it: steps of eight bytes, jumps counted forward."""
    tests: list[tuple[int, int, int]] = [
        (_AT_LEAST, _OTHER_NUMBERS, _REFUSE),
        (_EQUAL, _CLONE_3, _UNKNOWN),
        *((_EQUAL, number, _REFUSE) for number in processor.given_up),
    ]
    steps = [
        _step(_LOAD, _PROCESSOR),
        _step(_EQUAL, processor.mark, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    for test, value, answer in tests:
        steps += [_step(test, value, 0, 1), _step(_RETURN, answer)]
    steps += [
        _step(_EQUAL, processor.clone, 0, 3),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_ANY_BIT, _THREAD, 1, 0),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(steps)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
