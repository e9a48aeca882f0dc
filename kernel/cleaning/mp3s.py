"""How long a frame of an MP3 is, by its own head: what stands behind it is not sound."""

_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_LAYER_3, _MPEG_1, _RESERVED, _MPEG_2_5 = 0b01, 0b11, 0b01, 0b00


def frame_length(head: bytes) -> int:
    """Bytes of the frame that begins with these four (ISO 11172-3 and 13818-3); 0 when none does.

    A frame of a free bitrate counts as none: nobody records in it.
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 0b11, head[1] >> 1 & 0b11
    bitrate, rate, padding = head[2] >> 4, head[2] >> 2 & 0b11, head[2] >> 1 & 0b1
    if version == _RESERVED or layer != _LAYER_3 or bitrate in {0, 15} or rate == 0b11:
        return 0
    if version == _MPEG_1:
        return 144_000 * _BITRATES_1[bitrate] // _RATES[rate] + padding
    halved = _RATES[rate] // (4 if version == _MPEG_2_5 else 2)
    return 72_000 * _BITRATES_2[bitrate] // halved + padding
