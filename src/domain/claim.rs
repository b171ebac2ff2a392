//! What a buyer's own words about a case come down to. The words themselves (用户售后说明) are
//! read while parsing and forgotten; only this class is kept.

/// The class of 用户售后说明 by fixed word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// 不想要, 拍错, 尺码, 不喜欢: nothing is said against the goods.
    Subjective,
    /// Something is wrong with the goods or the parcel.
    Defect,
    /// Neither list knows a word of it.
    Unclear,
}

/// Ways to say that nothing is wrong, which name a defect all the same.
const DENIALS: [&str; 7] = [
    "没有质量问题",
    "没有任何质量问题",
    "没质量问题",
    "无质量问题",
    "不是质量问题",
    "质量没问题",
    "质量没有问题",
];

const DEFECTS: &str = "质量 品质 做工 瑕疵 破 坏 烂 脏 污 开线 脱线 线头 掉色 褪色 起球 色差 异味 臭 \
    裂 断 漏 霉 过期 变质 假 不符 不一样 少发 少件 缺 发错 划痕 松动 变形 生锈 过敏 洞 不能用 用不了";

const SUBJECTIVE: &str = "不想要 不要了 不喜欢 拍错 错拍 多拍 拍多 买错 买多 下错 选错 填错 尺码 尺寸 \
    码数 大小 偏大 偏小 大了 小了 太大 太小 不合适 不合身 不适合 不好看 后悔 冲动 无理由 不需要 \
    用不上 重复 效果一般 效果不好";

impl Claim {
    pub const ALL: [Claim; 3] = [Claim::Subjective, Claim::Defect, Claim::Unclear];

    /// The word that is stored.
    pub fn id(self) -> &'static str {
        match self {
            Claim::Subjective => "subjective",
            Claim::Defect => "defect",
            Claim::Unclear => "unclear",
        }
    }

    pub fn from_id(id: &str) -> Option<Claim> {
        Claim::ALL.into_iter().find(|claim| claim.id() == id)
    }

    /// `text` as compared: NFKC, without blanks. Any word against the goods outweighs all others:
    /// an appeal that the buyer's own words contradict is lost.
    pub fn classify(text: &str) -> Claim {
        let text = DENIALS.iter().fold(text.to_owned(), |text, denial| text.replace(denial, ""));
        let says = |words: &str| words.split_whitespace().any(|word| text.contains(word));
        if says(DEFECTS) {
            Claim::Defect
        } else if says(SUBJECTIVE) {
            Claim::Subjective
        } else {
            Claim::Unclear
        }
    }
}
