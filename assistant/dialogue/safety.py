"""Requests that try to steer the assistant instead of asking it: general patterns in Chinese and English."""

import re

_STEERING = re.compile(
    r"(?:忽略|无视|不管|别管|甭管|忘记|忘掉|抛开|不要理会?|跳过|绕过|解除|关闭|去掉|拿掉|取消|撤掉|不受|摆脱|突破)[^。？！\n]{0,12}"
    r"(?:规则|指令|指示|设定|限制|提示|约束|束缚|身份|原文|条款|文件(?!里|中|上)|(?:以|之|前)[^。？！\n]{0,4}要求)"
    r"|(?:上面|前面|之前|以前)的?(?:话|规则|内容|指令)[^。？！\n]{0,4}(?:作废|不算|清空|忘)"
    r"|(?:系统|内部|隐藏|初始|后台)(?:的)?(?:提示词?|指令|设定|配置|密钥|口令|密码|规则|源码|代码|数据库|prompt)|提示词"
    r"|你(?:们|自己)?的?(?:后台|底层|背后|全部|那[些套个])?的?(?:规则|指令|设定|源码|源代码|代码|配置|数据库|训练数据|参数|prompt)"
    r"[^。？！\n]{0,10}(?:打印|输出|复述|贴|展示|显示|列|交代|告诉|给我|发|念|说|导出|翻译|背)"
    r"|(?:打印|输出|复述|贴出|展示|泄露|交代|导出)[^。？！\n]{0,8}你[^。？！\n]{0,6}(?:规则|指令|设定|代码|配置|数据库|参数)"
    r"|(?:装作|假装|当)(?:你|自己)?[^。？！\n]{0,6}(?:没(?:有)?看过|没有规则|没有限制)"
    r"|(?:管理员|超级|上帝|调试|debug|root|admin)(?:模式|权限)"
    r"|system\s*prompt|hidden\s+prompt|api[ _-]?keys?|密钥|环境变量|sudo|act\s+as|pretend|bypass"
    r"|disregard|you\s+are\s+now"
    r"|(?:ignore|forget)\s+(?:all\s+)?(?:the\s+|your\s+|previous|prior|above)|new\s+instructions?|jailbreak|越狱"
    r"|开发者模式|developer\s+mode|environment\s+variables"
    r"|(?:从现在起|从今往后|从此|现在开始|接下来)[^。？！\n]{0,6}你(?:是|就是|扮演|将|要|只)|你(?:现在|必须)(?:是|扮演|假装)|扮演|假装你"
    r"|(?:假设|假如|就当)你(?:就?是|成了)|(?:数据库|服务器|后台|系统|管理员|网站)的?[^。？！\n]{0,4}(?:密码|口令|账号|帐号)"
    r"|(?:DROP|DELETE|TRUNCATE)\s+(?:TABLE|FROM)|os\.system|subprocess|rm\s+-rf",
    re.IGNORECASE,
)
_HELPS = (
    r"教|帮|支[个一]?[招着]|怎么|怎样|如何|咋|想|打算|准备|[能可行]不[能可行]|可以|能|给[我咱]|替|干脆|要不"
    r"|有(?:没有|啥|什么)(?:办法|招|门路|窍门)|不?会?被?(?:发现|查)|查得?[不出到]"
)
"""Words that ask for help with something, or whether it would pass."""
_PAPERS = "账|帐|合同|发?票|材料|证(?![券监])|公?章|数据|数字|报表|名单|流水|专利|营收|日期"
_DECEITS = (
    r"(?<!打)[做造作]假|伪造|编造|捏造|虚[开报构增假列]|谎报|瞒报|隐瞒|冒[充领用名]|顶替|骗(?:补|取|过|奖|钱|领|政府|国家|财政)"
    r"|(?<![配成一整])套(?:取|补|点|现|奖|钱)|糊弄|蒙混|蒙(?:过|骗)|刷(?:流水|营收|单)|空壳公司?|借壳"
    rf"|(?<![请放休病事产婚打])假(?![期日如设定若使])(?:的|个|一?[张份套])?[^，。？！\n]{{0,6}}?(?:{_PAPERS}|员工|项目|业务)"
    r"|往(?:高|大|多|虚)[里了]?(?:报|写|填|做)"
    rf"|(?:[编P](?![制号程码写辑])|PS|凑|涂改|美化|注水|包装)[^，。？！\n]{{0,12}}(?:{_PAPERS})"
    r"|(?:改|多[报写填开])(?:一?[下点些动]|几[张份])?(?:账|帐|发?票|数据|数字|报表|流水|营收|费用|人数|面积)"
    rf"|(?:{_PAPERS})[^，。？！\n]{{0,6}}(?:做(?:得|的)?(?:好看|漂亮|高|大|平|上去)|改(?:高|大|多|一改)|凑(?:够|上|齐)|注水)"
    r"|[让使把][^，。？！\n]{0,12}(?:看(?:起来|上去|着)像?是?|包装成|说成|算成)|(?:伪装|假装)[^，。？！\n]{0,6}[成是]|票[^，。？！\n]{0,6}多开"
    r"|没(?:达标|达到|够)的?[^，。？！\n]{0,8}(?:凑|弄|搞|变|看)"
    r"|(?:挂名|挂靠|买(?:几个|点)?(?:专利|流水|票))[^。？！\n]{0,8}[充凑冒骗拿领套]"
    r"|送礼|塞(?:个)?红包|塞钱|打点(?:关系|一下)|走后门|行贿|买通|找(?:个)?关系"
)
"""Ways of deceiving the authorities."""
_FRAUD = re.compile(
    rf"(?:{_HELPS})[^。？！\n]{{0,24}}(?:{_DECEITS})|(?:{_DECEITS})[^。？！\n]{{0,16}}(?:{_HELPS}|行吗|行不|成不|中不)"
)
_CONSEQUENCE = re.compile(
    r"后果|处罚|处分|追回|追责|[怎咋]么?罚|罚多少|坐牢|判刑|违法|犯法|举报|投诉|打击|防止|防范|监管|被骗|骗子|骗局"
)
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
