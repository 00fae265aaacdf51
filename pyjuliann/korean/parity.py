"""What the checker says of calls, causes and judgements, in Korean."""

from __future__ import annotations

PHRASES = {
    # limits
    "{} took longer than {:g} s {}; timeout= or --timeout allows more": (
        "{0}: {2} {1:g}초보다 오래 걸렸다. timeout= 또는 --timeout으로 늘릴 수 있다"
    ),
    "the {:g} s for everything (--deadline) were over": "전체에 주어진 {:g}초(--deadline)가 지났다",
    "on ({})": "인수 ({})에서",
    "to load its side": "줄리아 쪽을 읽어 들이는 데",
    "patch": "패치",
}
