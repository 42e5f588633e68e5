"""Requests that try to steer the assistant instead of asking it: general patterns in Chinese and English."""

import re

_STEERING = re.compile(
    r"(?:忽略|无视|不管|别管|甭管|忘记|忘掉|抛开|不要理会?|跳过|绕过|解除|关闭)[^。？！\n]{0,12}(?:规则|指令|指示|设定|限制|提示|约束|身份|原文|条款|文件(?!里|中|上)|(?:以|之|前)[^。？！\n]{0,4}要求)"
    r"|(?:系统|内部|隐藏|初始|后台)(?:的)?(?:提示词?|指令|设定|配置|密钥|口令|密码|prompt)|提示词"
    r"|(?:把|将)?你(?:们)?(?:自己)?的?(?:后台|系统|内部|底层|背后)?的?(?:那[些套个])?(?:规则|指令|设定|源码|源代码|代码|配置|数据库|训练数据|参数|prompt)[^。？！\n]{0,10}(?:打印|输出|复述|贴|展示|显示|列|交代|告诉|给我|发|念|说|导出|翻译|背)"
    r"|(?:打印|输出|复述|贴出|展示|泄露|交代|导出)[^。？！\n]{0,8}你[^。？！\n]{0,6}(?:规则|指令|设定|代码|配置|数据库|参数)"
    r"|(?:后台|系统|内部)的?(?:规则|源码|代码|数据库)|(?:去掉|拿掉|取消|撤掉|不受|摆脱|突破)[^。？！\n]{0,6}(?:限制|约束|束缚)|(?:当|装作|假装)(?:你|自己)?[^。？！\n]{0,6}(?:没(?:有)?看过|没有规则|没有限制)"
    r"|(?:管理员|超级|上帝|调试|debug|root|admin)(?:模式|权限)|sudo|act\s+as|pretend|reveal|bypass|disregard|forget\s+(?:all|your|the)|you\s+are\s+now|new\s+instructions?"
    r"|system\s*prompt|api[ _-]?keys?|密钥|环境变量"
    r"|ignore\s+(?:all\s+)?(?:the\s+)?(?:previous|prior|above)|jailbreak|越狱|开发者模式|developer\s+mode|environment\s+variables"
    r"|(?:从现在起|现在开始|接下来)[^。？！\n]{0,6}你(?:是|就是|扮演|将|要)|你(?:现在|必须)(?:是|扮演|假装)|扮演|假装你"
    r"|(?:DROP|DELETE|TRUNCATE)\s+(?:TABLE|FROM)|os\.system|subprocess|rm\s+-rf",
    re.IGNORECASE,
)
_HELPS = r"教|帮|支[个一]?[招着]|怎么|怎样|如何|咋|想|打算|准备|能不能|可不可以|可以|能|行不行|给我|给咱|替|有没有办法|有(?:啥|什么)(?:办法|招|门路|窍门)|(?:不|没)?会?不会?被?(?:发现|查)|查(?:得)?不(?:出|到)|干脆|要不"
"""Words that ask for help with something, or whether it would pass."""
_DECEITS = (
    r"[做造作]假|伪造|编造|捏造|虚[开报构增假列]|谎报|瞒报|隐瞒|冒[充领用名]|顶替|骗(?:补|取|过|奖|钱|领|政府|国家|财政)|套(?:取|补|点|现|出|奖|钱)"
    r"|假(?:的|个|一?[张份套])?[^，。？！\n]{0,6}?(?:账|帐|合同|发票|票|材料|证(?!券)|公?章|数据|报表|名单|员工|流水|专利|项目|业务)"
    r"|(?:[编凑P](?![制号程码写辑])|PS|涂改|改(?![造革善进制扩建])|包装|美化|注水|做大|往(?:高|大|多)[里了]?(?:报|写|填|做)|多(?:报|写|填|开))[^，。？！\n]{0,8}(?:票|账|帐|合同|数据|数字|报表|材料|流水|营收|费用|人数|日期|证书|证明|指标|面积)"
    r"|往(?:高|大|多|虚)[里了]?(?:报|写|填|做)"
    r"|(?:账|帐|数据|数字|报表|材料|流水)[^，。？！\n]{0,6}(?:做(?:得|的)?(?:好看|漂亮|高|大|平|上去)|改(?:高|大|多|一?下|一改)|凑|美化|注水)"
    r"|(?:看(?:起来|上去|着)|显得|弄成|变成|算成|说成|包装成|伪装|假装|冒充)[^，。？！\n]{0,4}(?:像|是|成|首次|达标|外地|新|高新|高企|小微)|没(?:达标|达到|够)的?[^，。？！\n]{0,8}(?:凑|弄|搞|变|看)"
    r"|糊弄|蒙混|蒙(?:过|骗)|刷(?:流水|营收|单)|空壳公司?|挂(?:个)?(?:名|靠)[^。？！\n]{0,8}(?:骗|拿|领|套)|买(?:几个|点)?(?:专利|流水|发票|票)[^。？！\n]{0,8}(?:充|凑|冒|骗)"
    r"|(?:送礼|塞(?:个)?红包|塞钱|打点|走后门|行贿|买通|找(?:个)?关系|疏通)"
)
_FRAUD = re.compile(rf"(?:{_HELPS})[^。？！\n]{{0,24}}(?:{_DECEITS})|(?:{_DECEITS})[^。？！\n]{{0,16}}(?:{_HELPS}|行吗|行不|成不|中不)")
_CONSEQUENCE = re.compile(r"后果|处罚|处分|追回|追责|怎么罚|咋罚|罚多少|坐牢|判刑|违法|犯法|举报|投诉|打击|防止|防范|监管|被骗|骗子|骗局")
"""Words that ask what becomes of deceit, or how it is prevented: a fair question."""
_TAGS = re.compile(r"(?is)<script.*?</script>|<[^<>]{1,400}>|\[/?系统[^\[\]]{0,20}\]")


def is_steering(text: str) -> bool:
    """Whether the text gives orders to the assistant or asks for its insides."""
    return bool(_STEERING.search(text))


def is_fraud(text: str) -> bool:
    """Whether the text asks for help with deceiving the authorities."""
    return bool(_FRAUD.search(text)) and not _CONSEQUENCE.search(text)


def without_orders(text: str) -> str:
    """The text without markup and without the sentences that give orders; what remains may be a question."""
    plain = _TAGS.sub(" ", text)
    sentences = re.split(r"(?<=[。？！!?；;\n])|(?=--)", plain)
    return "".join(one for one in sentences if not _STEERING.search(one)).strip()
