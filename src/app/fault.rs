//! Troubles that the operator must know of: what happened, what was kept, what to do.

use crate::import::{fault_text, lost_text, stored_name};
use crate::store::{BackupFault, LoadFault, SaveFault, ShelfFault};
use crate::table::FileFault;
use crate::text::{Lang, Phrase, phrase};

/// The value of `data-fault`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    Quota,
    Write,
    Blocked,
    Corrupt,
    OtherTab,
    Import,
    Backup,
    Start,
}

impl FaultKind {
    pub fn id(self) -> &'static str {
        match self {
            FaultKind::Quota => "quota",
            FaultKind::Write => "write",
            FaultKind::Blocked => "blocked",
            FaultKind::Corrupt => "corrupt",
            FaultKind::OtherTab => "other-tab",
            FaultKind::Import => "import",
            FaultKind::Backup => "backup",
            FaultKind::Start => "start",
        }
    }

    /// Whether a backup is the way out, so that the banner offers one.
    pub fn offers_backup(self) -> bool {
        matches!(
            self,
            FaultKind::Quota | FaultKind::Write | FaultKind::Blocked | FaultKind::Corrupt
        )
    }
}

/// A standing trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub words: Phrase,
    /// Names and numbers in the words, in their order.
    pub parts: Vec<String>,
    /// It goes away by itself, so it cannot be dismissed.
    pub stays: bool,
}

impl Fault {
    fn of(kind: FaultKind, zh: &'static str, en: &'static str) -> Fault {
        Fault { kind, words: phrase(zh, en), parts: Vec::new(), stays: false }
    }

    fn with(self, parts: Vec<String>) -> Fault {
        Fault { parts, ..self }
    }

    pub fn text(&self, lang: Lang) -> String {
        let parts: Vec<&str> = self.parts.iter().map(String::as_str).collect();
        self.words.fill(lang, &parts)
    }

    /// Facts could not be saved.
    pub fn saving(fault: &SaveFault) -> Fault {
        match fault {
            SaveFault::Shelf(fault) => Fault::writing(fault),
            SaveFault::Overtaken => Fault::overtaken(),
            SaveFault::Cancelled => Fault::of(
                FaultKind::Write,
                "保存被中断，数据还是之前的样子。",
                "Saving was stopped; the data is as it was before.",
            ),
        }
    }

    /// Anything could not be saved.
    pub fn writing(fault: &ShelfFault) -> Fault {
        match fault {
            ShelfFault::Full => Fault::of(
                FaultKind::Quota,
                "浏览器给这个网站的空间满了（约 500 万字），这次没有存进去；原来的数据一条没少。请先下载备份，再到「设置」把旧月份按日汇总，腾出空间。",
                "The browser's room for this site is full (about 5 million characters), so this was not saved; everything from before is intact. Download a backup, then roll old months up in Settings to make room.",
            ),
            ShelfFault::Blocked => Fault::blocked(),
            ShelfFault::Failed(_) => Fault::of(
                FaultKind::Write,
                "写入浏览器存储失败，这次没有存进去；原来的数据一条没少。请下载备份，关掉其他标签页后再试。",
                "Writing to the browser's storage failed, so this was not saved; everything from before is intact. Download a backup, close other tabs and try again.",
            ),
        }
    }

    /// Storage does not work at all.
    pub fn blocked() -> Fault {
        let fault = Fault::of(
            FaultKind::Blocked,
            "浏览器不让这个页面存数据（可能关了 Cookie 或开了无痕）。可以照常用，但关掉页面数据就没了：用完请下载备份或报告。",
            "The browser does not let this page store data (cookies may be off). You can work, but everything is gone when the page closes: save a backup or a report before.",
        );
        Fault { stays: true, ..fault }
    }

    /// The state could not be loaded.
    pub fn loading(fault: &LoadFault) -> Fault {
        match fault {
            LoadFault::NewerSchema(schema) => {
                let fault = Fault::of(
                    FaultKind::Start,
                    "这里的数据是更新版本的店盘存的（格式 {}），这个版本读不了，也不会改动它。请刷新页面，或换用新版。",
                    "The data here was saved by a newer version (format {}). This version cannot read it and will not touch it. Please reload, or use the newer version.",
                );
                Fault { stays: true, ..fault }.with(vec![schema.to_string()])
            }
            LoadFault::Shelf(_) | LoadFault::Cancelled => Fault::blocked(),
        }
    }

    /// Something stored was damaged; it was set aside.
    pub fn corrupt(lost: &[(String, u32)], older: bool, lang: Lang) -> Fault {
        if older {
            Fault::of(
                FaultKind::Corrupt,
                "最后一次保存的数据有损坏，已退回到上一次完好的状态；损坏的部分另外留着，没有删除。请下载备份，再把最近的文件重新导入一遍。",
                "The last saved state was damaged, so the one before it was loaded; the damaged part is kept aside. Download a backup, then import the latest files again.",
            )
        } else if lost.is_empty() {
            Fault::of(
                FaultKind::Corrupt,
                "有一份存储损坏，读不出来；它另外留着，没有删除。请核对数据，必要时从备份恢复。",
                "A stored part was damaged and could not be read; it is kept aside. Please check the data and restore a backup if needed.",
            )
        } else {
            Fault::of(
                FaultKind::Corrupt,
                "有数据损坏，读不出来：{}。其余数据正常；损坏的部分另外留着，没有删除。把这些月份的文件重新导入就能补回来。",
                "Some data was damaged: {}. The rest is fine and the damaged part is kept aside. Import the files of these months again to fill the gap.",
            )
            .with(vec![lost_text(lost, lang)])
        }
    }

    /// This tab only watches.
    pub fn other_tab() -> Fault {
        let fault = Fault::of(
            FaultKind::OtherTab,
            "店盘在另一个标签页里打开着，这里只能看，会跟着更新。要在这里改，关掉那一个，或点「在这里改」（那一个就只能看）。",
            "店盘 is open in another tab, so this one only shows and follows. Close the other one, or press “Work here” and the other one only follows.",
        );
        Fault { stays: true, ..fault }
    }

    /// Another tab wrote what this one does not know.
    pub fn overtaken() -> Fault {
        Fault::of(
            FaultKind::OtherTab,
            "另一个标签页刚保存过数据，所以这里不再写入，以免盖掉它。请刷新这个页面再操作。",
            "Another tab has just saved, so nothing is written here that could overwrite it. Please reload this page.",
        )
    }

    /// The site's data was cleared while the page was open.
    pub fn cleared() -> Fault {
        Fault::of(
            FaultKind::Corrupt,
            "浏览器里这个网站的数据刚被清掉了。页面里还有一份：请马上下载备份，再刷新页面，从备份恢复。在那之前这里不再写入。",
            "The data of this site was just cleared in the browser. This page still holds a copy: download a backup now, then reload and restore it. Until then nothing is written here.",
        )
    }

    /// A file went away while it was being read, or the like.
    pub fn importing(fault: &FileFault, lang: Lang) -> Fault {
        Fault::of(FaultKind::Import, "{}", "{}").with(vec![fault_text(fault, lang)])
    }

    /// A picked file is no backup of ours.
    pub fn restoring(fault: &BackupFault, lang: Lang) -> Fault {
        let kind = FaultKind::Backup;
        match fault {
            BackupFault::TooLarge => {
                Fault::of(kind, "备份文件超过 512 MB，读不了。", "The backup has more than 512 MB.")
            }
            BackupFault::Broken => Fault::of(
                kind,
                "这份备份不完整或损坏了，没有恢复任何东西。请换一份备份。",
                "This backup is cut off or damaged; nothing was restored. Please use another one.",
            ),
            BackupFault::NotABackup => Fault::of(
                kind,
                "这不是店盘的备份文件，没有恢复任何东西。",
                "This is not a backup of 店盘; nothing was restored.",
            ),
            BackupFault::Newer(schema) => Fault::of(
                kind,
                "这份备份是更新版本的店盘做的（格式 {}），请先刷新到新版再恢复。",
                "This backup was made by a newer version (format {}). Please update first.",
            )
            .with(vec![schema.to_string()]),
            BackupFault::Changed => Fault::of(
                kind,
                "备份的校验和对不上：内容被改过或没下载完，没有恢复任何东西。",
                "The backup does not match its checksum: it was edited or cut off; nothing was restored.",
            ),
            BackupFault::BadRow(family, row) => Fault::of(
                kind,
                "备份里 {} 的第 {} 行读不出来，没有恢复任何东西。",
                "In the backup, {} row {} cannot be read; nothing was restored.",
            )
            .with(vec![stored_name(family, lang).to_owned(), row.to_string()]),
            BackupFault::Cancelled => Fault::of(
                kind,
                "恢复被中断，数据没有变。",
                "Restoring was stopped; nothing changed.",
            ),
        }
    }
}
