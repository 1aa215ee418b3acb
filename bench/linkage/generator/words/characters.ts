/** What clerks and machines do to characters: taken by ear, by eye, and written the old way. */

const groups = (text: string): string[][] =>
  text
    .trim()
    .split(/\s+/u)
    .map((group) => [...group]);

/** Characters that sound alike (tones aside) and stand for each other in typed names. */
const sounds = groups(`
鑫新欣馨心信 宏洪鸿红弘虹泓 源园圆缘元原媛 达大 成诚城程承呈 华花桦 亿益易艺义毅逸怡 盛胜圣晟 旺望 佳嘉家加 丰峰锋风枫 恒衡横
泰太 祥翔详 瑞睿锐 通同桐童 兴星 顺舜 德得 金锦今 利立丽力莉 明铭名鸣 辉晖徽惠慧汇会 博伯柏 腾滕藤 远苑 安岸 康慷 隆龙
福富 润闰 永勇 长常昌 中忠钟 和合禾河荷 美每 乐勒 友优佑 文闻雯 海亥 宇语雨羽玉裕 志致智至 东冬 方芳 建健 国果 民敏 强蔷 伟卫维 晨辰宸
青清卿 天添 万宛 百佰 启起奇琪 众仲 聚巨 正政 旭序 绿吕 蓝兰岚 光广 山杉 玉育 吉极 云芸 江姜疆 林琳霖 森深 贤闲 仁任 礼理 圣胜
商尚 贸茂 科棵 技际 工公 程成 装庄 饰式 劳牢 物务 餐参 饮引 农浓 电店 广光 传船 文雯 汽气 食实 酒久 建健 材财 教交 机基 环还 商伤`);

/** Characters that look alike to the eye and to a scanner. */
const looks = groups(`
未末 日曰 己已巳 土士 人入八 干千于 天夭 大太犬 力刀 王玉主 木本术 目且 田由甲申 白百自 石右 石古 西酉 今令 问间 同回 困因 圆园 治冶 冰水
住佳往 侯候 待侍 徒徙 情清晴 晴睛 清请 博搏 城域 诚城 盛盟 鸿鸠 源潺 达迖 辰晨 宏宠 兴兵 丰丯 恒桓 通逋 顺颁 永水 祥样 瑞端 嘉喜 德得 利刊
东车 方万 昌冒 惠慧 卓早 志忘 康唐 富宫 伟佛 汇江 聚骤 旭旮 绿缘 亿忆 美羔 优忧 吉古 光先 友发 星皇 北比 南男 山出 银根 青肯 地他 雅稚 文交 思恩
致到 弘私 泽择 宇字 联朕 合台 双汉 景影 航般 铭铬 扬杨 辉挥 龙尤 翔羚 骏俊 雄推 鹰膺 春舂 夏复 雪雷 兰三 竹什 松枪 云去 海每 江红 河何 湖潮
贸贺 科料 技枝 装袋 商啇 材村 机饥 运远 食良 劳荣 饮饭 农衣 电申 传侍 酒洒 建健 教敎 环坏 厂广 店居 业亚`);

const table = (list: readonly string[][]): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, string[]>();
  for (const group of list) {
    for (const one of group) {
      map.set(one, [...(map.get(one) ?? []), ...group.filter((other) => other !== one)]);
    }
  }
  return map;
};

export const homophones = table(sounds);
export const lookalikes = table(looks);

const TRADITIONAL =
  '业業 东東 丰豐 义義 乐樂 书書 云雲 亿億 产產 众眾 会會 伟偉 传傳 体體 优優 佣傭 兴興 农農 冲沖 决決 净淨 凤鳳 划劃 创創 办辦 务務 动動 劳勞 势勢 区區 医醫 华華 协協 单單 卖賣 卫衛 厂廠 厅廳 县縣 双雙 发發 号號 员員 团團 园園 国國 图圖 圆圓 圣聖 场場 坏壞 块塊 垫墊 备備 复復 头頭 夹夾 奖獎 妇婦 学學 宁寧 实實 宝寶 宾賓 对對 导導 将將 尔爾 层層 属屬 岁歲 岗崗 岭嶺 币幣 师師 带帶 广廣 庄莊 庆慶 应應 庙廟 开開 张張 录錄 态態 总總 恒恆 戏戲 户戶 扬揚 报報 护護 担擔 拥擁 择擇 据據 损損 换換 摄攝 数數 斋齋 断斷 无無 旧舊 时時 显顯 术術 机機 权權 条條 来來 杨楊 松鬆 极極 构構 枣棗 标標 栋棟 树樹 样樣 桥橋 检檢 楼樓 欢歡 气氣 汇匯 汉漢 汤湯 沟溝 泽澤 洁潔 济濟 测測 浏瀏 浓濃 涂塗 润潤 渔漁 温溫 湾灣 满滿 灯燈 灵靈 炉爐 点點 烟煙 热熱 牧牧 环環 现現 玛瑪 电電 画畫 疗療 盐鹽 监監 盖蓋 盘盤 码碼 矿礦 砖磚 础礎 确確 礼禮 种種 称稱 税稅 窗窗 竞競 笔筆 签簽 粮糧 纤纖 级級 纪紀 纯純 纲綱 纳納 纵縱 纸紙 纺紡 线線 练練 组組 细細 织織 经經 结結 绘繪 络絡 统統 绣繡 继繼 绿綠 缆纜 罗羅 网網 职職 联聯 聪聰 肃肅 肤膚 肿腫 胜勝 脑腦 腾騰 药藥 荣榮 莲蓮 获獲 营營 蓝藍 虾蝦 虽雖 蚁蟻 补補 装裝 见見 观觀 规規 视視 览覽 计計 订訂 认認 讯訊 议議 记記 许許 论論 设設 访訪 证證 评評 识識 诊診 诚誠 询詢 该該 语語 调調 谷穀 贝貝 负負 财財 责責 账賬 货貨 质質 购購 贸貿 费費 贺賀 贾賈 资資 赛賽 赢贏 车車 轨軌 轩軒 转轉 轮輪 软軟 辉輝 输輸 达達 迁遷 运運 进進 远遠 连連 选選 递遞 逻邏 郑鄭 邮郵 酱醬 银銀 铁鐵 铝鋁 铜銅 铭銘 铸鑄 销銷 锅鍋 锋鋒 锦錦 镇鎮 长長 门門 闭閉 问問 间間 阳陽 际際 陆陸 陈陳 险險 随隨 难難 顺順 顾顧 预預 领領 颜顏 风風 飞飛 饭飯 饮飲 饰飾 馆館 马馬 驰馳 验驗 鱼魚 鲁魯 鲜鮮 鸟鳥 鸡雞 鸿鴻 鹤鶴 麦麥 齐齊 龙龍 龟龜';

export const traditional: ReadonlyMap<string, string> = new Map(
  TRADITIONAL.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

/** Characters that fingers add. */
export const strayCharacters = [...'新大市的一中之公司'];
