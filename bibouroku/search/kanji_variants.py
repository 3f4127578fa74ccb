"""Kanji that are written in more than one way: old forms (旧字体), and what they are found under.

For a search 學 and 学 are one letter. What a reader sees is left as it was written.

======================  =====================================================================
table                   taken from
======================  =====================================================================
``OLD_FORMS``           the old forms in the 常用漢字表 of 2010, as the data set
                        dahlia/shinjitai-table copies them from the Agency for Cultural
                        Affairs; those that NFKC replaces by itself (神 U+FA19) are left out
``OTHER_VARIANTS``      forms that Unihan (Unicode 10) relates by kZVariant, kSemanticVariant,
                        kSimplifiedVariant or kTraditionalVariant
``FORMS_IN_NAMES``      forms without such a relation that name matching commonly unifies
                        (﨑 崎, 濵 浜, 邉 辺), and pairs of Mozc's variant_rule.txt (嚙 噛, 鬪 闘)
``COUNTERS``            ways to write the か of 三か月 and 二か所
======================  =====================================================================
"""

from __future__ import annotations

from typing import Final

#: Pairs of an old form and the form of the 常用漢字表.
OLD_FORMS: Final = (
    "亞亜 惡悪 壓圧 圍囲 醫医 爲為 壹壱 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 應応 歐欧 "
    "毆殴 櫻桜 奧奥 橫横 溫温 穩穏 假仮 價価 畫画 會会 繪絵 壞壊 懷懐 槪概 擴拡 殼殻 覺覚 學学 "
    "嶽岳 樂楽 渴渇 罐缶 卷巻 陷陥 勸勧 寬寛 關関 歡歓 觀観 氣気 歸帰 龜亀 僞偽 戲戯 犧犠 舊旧 "
    "據拠 擧挙 虛虚 峽峡 挾挟 狹狭 鄕郷 曉暁 區区 驅駆 勳勲 薰薫 徑径 莖茎 惠恵 揭掲 溪渓 經経 "
    "螢蛍 輕軽 繼継 鷄鶏 藝芸 擊撃 缺欠 硏研 縣県 儉倹 劍剣 險険 圈圏 檢検 獻献 權権 顯顕 驗験 "
    "嚴厳 廣広 效効 恆恒 黃黄 鑛鉱 號号 國国 黑黒 碎砕 濟済 齋斎 劑剤 雜雑 參参 棧桟 蠶蚕 慘惨 "
    "贊賛 殘残 絲糸 齒歯 兒児 辭辞 濕湿 實実 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 "
    "緖緒 敍叙 將将 稱称 涉渉 燒焼 證証 奬奨 條条 狀状 乘乗 淨浄 剩剰 疊畳 繩縄 壤壌 孃嬢 讓譲 "
    "釀醸 觸触 囑嘱 眞真 寢寝 愼慎 盡尽 圖図 粹粋 醉酔 穗穂 隨随 髓髄 樞枢 數数 瀨瀬 聲声 齊斉 "
    "靜静 竊窃 攝摂 專専 淺浅 戰戦 踐践 錢銭 潛潜 纖繊 禪禅 雙双 壯壮 爭争 莊荘 搜捜 插挿 巢巣 "
    "曾曽 瘦痩 裝装 總総 騷騒 增増 藏蔵 臟臓 卽即 屬属 續続 墮堕 對対 體体 帶帯 滯滞 臺台 瀧滝 "
    "擇択 澤沢 擔担 單単 膽胆 團団 斷断 彈弾 遲遅 癡痴 蟲虫 晝昼 鑄鋳 廳庁 徵徴 聽聴 敕勅 鎭鎮 "
    "遞逓 鐵鉄 點点 轉転 傳伝 燈灯 當当 黨党 盜盗 稻稲 鬭闘 德徳 獨独 讀読 屆届 貳弐 惱悩 腦脳 "
    "霸覇 拜拝 廢廃 賣売 麥麦 發発 髮髪 拔抜 晚晩 蠻蛮 祕秘 濱浜 甁瓶 拂払 佛仏 倂併 竝並 餠餅 "
    "邊辺 變変 辯弁 瓣弁 辨弁 步歩 寶宝 豐豊 襃褒 飜翻 每毎 萬万 滿満 麵麺 默黙 彌弥 譯訳 藥薬 "
    "與与 豫予 餘余 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 淚涙 壘塁 禮礼 "
    "勵励 戾戻 靈霊 齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 郞郎 樓楼 錄録 灣湾 "
)
#: Pairs of a variant and the more common form.
OTHER_VARIANTS: Final = (
    "髙高 嵜崎 嶋島 嶌島 舘館 桒桑 冨富 峯峰 凉涼 鑒鑑 舍舎 靑青 淸清 吳呉 戶戸 稅税 說説 銳鋭 "
    "悅悦 閱閲 脫脱 敎教 旣既 巖巌 遙遥 彥彦 顏顔 產産 內内 藪薮 籠篭 鷗鴎 繫繋 摑掴 頰頬 塡填 "
    "剝剥 檜桧 瀆涜 囊嚢 蟬蝉 蠟蝋 醬醤 麴麹 槇槙 堯尭 晉晋 祿禄 禱祷 萊莱 俠侠 啞唖 搔掻 攪撹 "
    "濤涛 礪砺 禰祢 鹼鹸 顚顛 驒騨 吞呑 噓嘘 姸妍 屢屡 敘叙 沒没 潑溌 焰焔 絕絶 羣群 腳脚 蘆芦 "
    "蠅蝿 贗贋 軀躯 醱醗 閒間 雞鶏 飮飲 册冊 况況 卻却 尙尚 渊淵 渕淵 姬姫 鎻鎖 吿告 壻婿 寃冤 "
    "拋抛 儘侭 繡繍 埜野 邨村 讚讃 "
)
FORMS_IN_NAMES: Final = "﨑崎 濵浜 邉辺 曻昇 栁柳 𠮷吉 槗橋 嚙噛 屛屏 鬪闘 駈駆 獎奨 "

COUNTERS: Final = "ヶか ゖか ヵか ゕか 箇か"

#: The form under which each variant is found.
VARIANTS: Final = {
    pair[0]: pair[1]
    for table in (OLD_FORMS, OTHER_VARIANTS, FORMS_IN_NAMES, COUNTERS)
    for pair in table.split()
}
