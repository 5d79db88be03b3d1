// What looks like something else, or like nothing, or breaks the line it stands in.

const point = (...points: number[]) => String.fromCodePoint(...points);
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const times = (text: string, count: number) => text.repeat(count);

const bidiControls = [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];
const bidi = [
  ...bidiControls.flatMap((control) => [
    `${point(control)}gpj.exe`,
    `total ${point(control)}00.1 credits`,
    times(point(control), 40),
  ]),
  `access ${point(0x202e, 0x2066)}// check admin${point(0x2069, 0x2066)}`,
  times(point(0x202e), 20) + 'never closed',
  times(point(0x202c), 20) + 'closed without an opening',
];

const rightToLeft = [
  'مرحبا 1,240.60 credits',
  'שלום world שלום',
  'ספר (5) / 10%',
  'الإجمالي: ١٢٣٤٫٥٦',
  'ﷺ ﷽ ﷻ',
  'نص عربي طويل '.repeat(20),
  'ܐܒܓܕ ߊߋߌ ހިތާނަ',
  '\u200fabc\u200f123',
];

const zeroWidth = [
  0x00ad, 0x034f, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2064, 0x3164, 0xfeff,
];
const invisible = zeroWidth.flatMap((one) => [point(one), `Short${point(one)}Report`, times(point(one), 200)]);

const marks = [0x0300, 0x0301, 0x0327, 0x0338, 0x0488, 0x0489, 0x0e47, 0x1ab0, 0x20dd, 0x20e3, 0xfe20];
const combining = [
  ...marks.map((mark) => times(`a${point(mark)}`, 8)),
  ...marks.map((mark) => `${point(mark)}first of all`),
  ...[5, 50, 500].map((depth) => [...'Report'].map((letter, at) => letter + zalgo(depth, at)).join('')),
  'ก็็็็็็็็็็็็็็็็็็็็ กิิิิิิิิิิิิิิิิิิิิ',
];

/** So many marks above and below, in an order that no two letters share. */
function zalgo(depth: number, at: number): string {
  return point(...Array.from({ length: depth }, (_, index) => 0x0300 + ((index * 7 + at * 13) % 0x70)));
}

const emoji = [
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈 🏴‍☠️',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '🇩🇪🇧🇷🇦',
  '1️⃣#️⃣*️⃣',
  '👋🏻👋🏿🏽',
  '🧑🏾‍❤️‍💋‍🧑🏻',
  '👩‍',
  '‍👩',
  '\ufe0f\ufe0e',
  '🫠🫨🐦‍🔥',
  times('👨‍👩‍👧‍👦', 50),
  '☠︎☠️',
];

const controls = [
  ...range(0x01, 0x1f).filter((code) => ![0x09, 0x0a, 0x0c, 0x0d].includes(code)),
  ...range(0x7f, 0x9f),
].map((code) => `a${point(code)}b`);
const lines = ['a\tb', 'a\nb', 'a\rb', 'a\r\nb', 'a\fb', 'a\u0085b', 'a\u2028b', 'a\u2029b', '\u2028\u2029', '\n\n\na'];
const spaces = [0x00a0, 0x1680, ...range(0x2000, 0x200a), 0x202f, 0x205f, 0x3000].map((code) => `a${point(code)}b`);
const noCharacters = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  'lone \ud800 high',
  'lone \udc00 low',
  '\udc00\ud800 turned round',
  '\ufffe\uffff',
  '\ufffd',
  '\ufffc',
  '\ufff9a\ufffab\ufffb',
  point(0x1fffe),
  point(0x10ffff),
  point(0xe000, 0xf8ff),
  point(...range(0xe0061, 0xe007a)),
  point(0xe0001, 0xe007f),
];

const alphabets = [
  'ẞß ıİ ǆǅ ﬁ ŉ',
  'Åﬃ ½ ² ㎏ Ⅷ',
  'e\u0301 é',
  '가 \u1100\u1161',
  'ＦＵＬＬＷＩＤＴＨ ｈａｌｆ',
  '𝕳𝖊𝖑𝖑𝖔 𝒲ℴ𝓇𝓁𝒹 ⓗⓔⓛⓛⓞ',
  'раураl аррle', // Cyrillic.
  'ʇɹodǝɹ ʇɹoɥs',
  'ᚠᛇᚻ ᛒᛦᚦ 𓂀𓃭 𒀱 ꧅꧅꧅ 𒐫𒐫',
  '田中さんにあげて下さい',
  '﷽'.repeat(10),
  'สวัสดี မြန်မာ ខ្មែរ བོད་ཡིག',
  'हिन्दी বাংলা தமிழ் ಕನ್ನಡ',
  'ɐ̴̢̛ ⱥ ᵃ',
  '（╯°□°）╯︵ ┻━┻',
  'Ω≈ç√∫˜µ≤≥÷ ¡™£¢∞§¶',
  '٠١٢٣ ०१२३ ௧௨௩ 〇一二三 ⅠⅡⅢ',
  '‒–—―⁃−﹣－',
  '‘’“”„«»‹›＂＇',
];

export const unicode: readonly string[] = [
  ...bidi,
  ...rightToLeft,
  ...invisible,
  ...combining,
  ...emoji,
  ...controls,
  ...lines,
  ...spaces,
  ...noCharacters,
  ...alphabets,
];
