"""Which language a reader wants, by the option and by the variables of the environment."""

from __future__ import annotations

import pytest

from tiia_pricing.locale import of_environment, tell_in, wanted


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LANG": "zh-Hans-CN"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "xx_YY"}, "en"),
        # the first that is set and not empty decides: LC_ALL, LC_MESSAGES, LANG
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8"}, "en"),
        ({"LC_CTYPE": "zh_CN.UTF-8"}, "en"),
        # LANGUAGE lists several, and comes before them
        ({"LANGUAGE": "zh"}, "zh"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "fr:zh:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "en_GB:zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "fr", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh", "LANG": "C.UTF-8"}, "zh"),
        # but the locale C is English, as scripts expect
        ({"LANGUAGE": "zh", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "zh", "LANG": "POSIX"}, "en"),
        ({"LANGUAGE": "C:zh", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_environment_decides_as_gettext_reads_it(
    environment: dict[str, str], language: str
) -> None:
    assert of_environment(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "zh", "quote"], "zh"),
        (["quote", "--lang", "zh"], "zh"),
        (["quote", "--lang=zh"], "zh"),
        (["--lang=zh", "quote", "--lang", "en"], "en"),
        (["--lang", "fr", "quote"], "en"),
        (["quote", "--lang"], "en"),
        (["template", "zh"], "en"),
    ],
)
def test_the_option_stands_before_or_after_the_command(arguments: list[str], language: str) -> None:
    assert wanted(arguments, {"LANG": "en_US.UTF-8"}) == language


def test_the_option_comes_before_the_environment() -> None:
    assert wanted(["--lang", "en"], {"LC_ALL": "zh_CN.UTF-8"}) == "en"
    assert wanted(["--lang", "xx"], {"LC_ALL": "zh_CN.UTF-8"}) == "zh"


def test_what_is_no_message_is_not_translated() -> None:
    assert tell_in("zh")("the beginning") == "the beginning"
