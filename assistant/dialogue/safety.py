"""Requests that try to steer the assistant instead of asking it: general patterns in Chinese and English."""

import re

_STEERING = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|不要理会?|跳过|绕过|解除|关闭)[^。？！\n]{0,12}(?:规则|指令|指示|设定|限制|要求|提示|约束|身份|原文|条款|文件)"
    r"|(?:系统|内部|隐藏|初始|后台)(?:的)?(?:提示词?|指令|设定|配置|密钥|口令|密码|prompt)|提示词"
    r"|system\s*prompt|api[ _-]?keys?|密钥|环境变量"
    r"|ignore\s+(?:all\s+)?(?:the\s+)?(?:previous|prior|above)|jailbreak|越狱|开发者模式|developer\s+mode|environment\s+variables"
    r"|(?:从现在起|现在开始|接下来)[^。？！\n]{0,6}你(?:是|就是|扮演|将|要)|你(?:现在|必须)(?:是|扮演|假装)|扮演|假装你"
    r"|(?:DROP|DELETE|TRUNCATE)\s+(?:TABLE|FROM)|os\.system|subprocess|rm\s+-rf",
    re.IGNORECASE,
)
_FRAUD = re.compile(
    r"(?:教|帮|怎么|怎样|如何|咋|想)[^。？！\n]{0,16}(?:做假|造假|作假|伪造|虚开|骗(?:补|取|过|奖)|套(?:取|补)|假(?:账|合同|发票|材料|证明)|虚(?:报|构|增)|糊弄|蒙混|刷(?:流水|营收))"
)
_TAGS = re.compile(r"(?is)<script.*?</script>|<[^<>]{1,400}>|\[/?系统[^\[\]]{0,20}\]")


def is_steering(text: str) -> bool:
    """Whether the text gives orders to the assistant or asks for its insides."""
    return bool(_STEERING.search(text))


def is_fraud(text: str) -> bool:
    """Whether the text asks for help with deceiving the authorities."""
    return bool(_FRAUD.search(text))


def without_orders(text: str) -> str:
    """The text without markup and without the sentences that give orders; what remains may be a question."""
    plain = _TAGS.sub(" ", text)
    sentences = re.split(r"(?<=[。？！!?；;\n])|(?=--)", plain)
    return "".join(one for one in sentences if not _STEERING.search(one)).strip()
