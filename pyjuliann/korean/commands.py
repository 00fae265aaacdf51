"""What the command line says beside results, in Korean."""

from __future__ import annotations

PHRASES = {
    "{} (--traceback shows where)": "{} (--traceback: 어디서 났는지 보기)",
    "unexpected {}: {}": "예상하지 못한 {}: {}",
    "{}: the user's code ended the program: SystemExit: {}": "{}: 사용자의 코드가 프로그램을 끝냈다: SystemExit: {}",
    "stopped after {} examples: {}": "예제 {}개 뒤에 멈춤: {}",
    "to import {}": "{}을(를) 불러오는 데",
    "to load {}": "{}을(를) 읽어 들이는 데",
}
