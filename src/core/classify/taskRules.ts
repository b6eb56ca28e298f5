import type { Task } from '../chat/task.ts';

/** One sign of a task in the words of a request. */
export interface TaskRule {
  readonly task: Task;
  readonly weight: number;
  readonly pattern: RegExp;
  /** Completes "the request …". */
  readonly reason: string;
}

const ARTEFACT =
  '(?:code|function|class|method|program|script|app(?:lication)?|component|api|endpoint|query|sql|regex|regexp|bash|python|javascript|typescript|java|html|css|website|web ?page|bot|algorithm|config(?:uration)?|dockerfile|makefile|yaml|plugin|module|game|server|client|crud|database|schema|macro|formula|parser|cli|hook|widget|button|form|loop)';
const PROSE =
  '(?:e-?mails?|letter|essay|story|poem|song|lyrics|article|blog ?post|blog|speech|tweet|post|caption|headline|slogan|bio|readme|documentation|docs|docstrings?|comments?|commit message|pull request description|pr description|changelog|release notes|cover letter|resume|cv|paragraph|dialogue|script for a (?:video|film|movie)|description|review of|report|proposal|announcement|haiku|joke|title)';

const rule = (task: Task, weight: number, reason: string, pattern: RegExp): TaskRule => ({
  task,
  weight,
  pattern,
  reason,
});

/** Readable signs, strongest idea first; several may speak at once and their weights add up. */
export const TASK_RULES: readonly TaskRule[] = [
  rule(
    'test',
    4,
    'asks for tests',
    /\b(?:write|add|create|generate|make|give me|need|implement)\b[^.\n]{0,40}\b(?:unit |integration |e2e |end-to-end )?tests?\b(?! (?:whether|if|the (?:connection|api)))/i,
  ),
  rule(
    'test',
    3,
    'asks for tests',
    /\b(?:unit|integration|regression) tests?\b|\btest (?:cases?|suite|coverage)\b|\b(?:jest|pytest|junit|vitest|mocha|rspec)\b/i,
  ),
  rule(
    'test',
    3,
    'asks for tests',
    /(?:单元测试|测试用例|写.{0,6}测试|тест(?:ы|ов)\b|pruebas unitarias|tests? unitaires?|unittests?|テスト(?:コード|ケース)?を)/i,
  ),

  rule(
    'fix',
    3.5,
    'asks to fix something',
    /\b(?:fix|debug|repair|solve this error|troubleshoot|correct the (?:bug|error|code))\b/i,
  ),
  rule(
    'fix',
    3,
    'shows an error',
    /\b(?:[A-Z][A-Za-z]*(?:Error|Exception)\b|Traceback \(most recent|panic:|segmentation fault|undefined reference|stack ?trace|ENOENT|npm ERR!|error TS\d+|error\[E\d+\])/,
  ),
  rule(
    'fix',
    2.5,
    'says that something does not work',
    /\b(?:does ?n[o']?t work|is ?n[o']?t working|not working|doesn.t (?:compile|run|build|start|show|update|render)|fails? (?:with|to)|keeps? (?:failing|crashing)|crash(?:es|ing)?|(?:get|getting|got|gives|throws|throwing|receive) (?:an? |this |the |following )*(?:\w+ )?(?:error|exception|warning)|what(?:'s| is) wrong|why (?:is|does|am|do|doesn't|isn't|can't)[^?\n]{0,60}(?:error|fail|not|null|undefined|wrong))/i,
  ),
  rule(
    'fix',
    2.5,
    'asks to fix something',
    /(?:报错|错误|修复|不工作|не работает|ошибк|исправ|corrig|arregla|no funciona|ne (?:fonctionne|marche) pas|fehler|funktioniert nicht|behebe|não funciona|エラー|バグ|직접|오류)/i,
  ),

  rule(
    'review',
    4,
    'asks for a review',
    /\b(?:code review|review (?:this|my|the|these)|critique|audit (?:this|my|the)|give (?:me )?feedback|feedback on|any (?:issues|problems|suggestions)|what (?:could|can) be improved|how (?:can|could|would) (?:i|you) improve (?:this|my)|security (?:issues|holes|problems) in|is (?:this|my) (?:code|implementation|approach) (?:ok|good|correct|right|fine|safe|idiomatic))/i,
  ),
  rule(
    'review',
    3,
    'asks for a review',
    /(?:代码审查|审查|review de c[oó]digo|revis[ae] (?:este|mi|el)|relis|Überprüfe|レビュー)/i,
  ),

  rule(
    'summarize',
    4.5,
    'asks for a summary',
    /\b(?:summari[sz]e|summary|tl;?dr|sum up|key (?:points|takeaways)|main (?:points|ideas)|condense|in (?:one|two|three|a few|\d+) (?:sentences?|bullet points|words)\b|shorten|abstract of)/i,
  ),
  rule(
    'summarize',
    4.5,
    'asks for a summary',
    /(?:总结|概括|摘要|резюмир|кратко (?:изложи|перескаж)|résum(?:e|é|er)|zusammenfass|fasse .{0,60}zusammen|resum(?:e|ir|en|a)\b|riassum|要約|まとめ|요약|özetle)/i,
  ),

  rule(
    'translate',
    5,
    'asks for a translation',
    /\btranslat(?:e|ion)\b(?![^.\n]{0,50}\b(?:python|rust|java|javascript|typescript|c\+\+|c#|go|golang|kotlin|swift|php|ruby|sql|code)\b)|\bhow (?:do|would) you say\b|\b(?:in|into|to) (?:english|french|spanish|german|italian|chinese|japanese|korean|russian|portuguese|arabic|hindi|turkish|polish|dutch)\b/i,
  ),
  rule(
    'translate',
    5,
    'asks for a translation',
    /(?:翻译|译成|перевед|перевод|tradu(?:ce|cir|is|ire|z|za|ction|cción)|übersetz|翻訳|번역|çevir|dịch)/i,
  ),
  rule(
    'code',
    4.5,
    'asks to move code to another language',
    /\b(?:translate|convert|port|rewrite|migrate|transpile)\b[^.\n]{0,60}\b(?:to|into|in|from)\b[^.\n]{0,25}\b(?:python|rust|java|javascript|typescript|c\+\+|c#|go|golang|kotlin|swift|php|ruby|sql|react|vue|async|bash)\b/i,
  ),

  rule(
    'explain',
    3.5,
    'asks for an explanation',
    /\b(?:explain|elaborate|describe how|walk me through|help me understand|teach me|clarify|eli5|what does (?:this|the|it|that)|what do(?:es)? .{1,40} (?:do|mean)|how does (?:this|the|it)|what is the (?:difference|purpose|meaning|role)|difference between|meaning of|what happens when|how (?:do|does|is|are) .{1,60} works?)\b/i,
  ),
  rule(
    'explain',
    3.5,
    'asks for an explanation',
    /(?:解释|说明一下|是什么意思|объясн|что (?:такое|делает|означает)|expli(?:ca|que|quer|car)|erklär|spiega|説明|설명|açıkla|giải thích|jelaskan)/i,
  ),
  rule(
    'explain',
    2,
    'asks what or why',
    /^(?:what (?:is|are|does|do)|why (?:is|are|do|does|did|would|should)|how (?:does|do|is|are|come))\b/i,
  ),

  rule(
    'extract',
    4,
    'asks to pull out or label data',
    /\b(?:extract|classif(?:y|ication)|categori[sz]e|label (?:each|the|these|this)|identify (?:all|the|each|which)|list (?:all )?the (?:names|dates|entities|people|places)|named entit|sentiment|parse (?:the|this) (?:text|following)|pull out|find all|true or false|yes or no|answer (?:only )?with|positive or negative|which of the following|into (?:json|csv|a table|xml|yaml)\b|as (?:json|csv)\b|return (?:only )?(?:a )?json|convert (?:this|the|these) (?:\w+ )?(?:text|data|list|table|csv|json|xml))/i,
  ),
  rule(
    'extract',
    3.5,
    'asks to pull out or label data',
    /(?:提取|分类|извлек|классифиц|extra(?:e|is|ire|ye)\b|klassifizier|extrahier|clasific|抽出|分類|추출|분류)/i,
  ),

  rule(
    'code',
    4,
    'asks for code',
    new RegExp(
      `\\b(?:write|create|make|build|implement|generate|develop|code|program|give me|show me|add|design|provide|need|want|using)\\b[^.\\n]{0,60}\\b${ARTEFACT}s?\\b`,
      'i',
    ),
  ),
  rule(
    'code',
    3,
    'asks to change code',
    new RegExp(
      `\\b(?:refactor|optimi[sz]e|modify|update|extend|change|replace|rename|simplify|convert|rewrite|improve|complete|finish)\\b[^.\\n]{0,60}\\b${ARTEFACT}s?\\b`,
      'i',
    ),
  ),
  rule(
    'code',
    2.5,
    'asks how to program something',
    /\bhow (?:do|can|to|would|should) (?:i|you|we)?\b[^?\n]{0,120}\b(?:in|with|using|from) (?:python|java(?:script)?|typescript|c\+\+|c#|go|rust|php|sql|react|vue|angular|bash|linux|docker|git|css|html|node(?:\.?js)?|django|flask|pandas|excel|powershell|kubernetes|aws)\b/i,
  ),
  rule(
    'code',
    3.5,
    'asks for code',
    /(?:(?:写|编写|实现|生成|用).{0,20}(?:代码|函数|程序|脚本|算法)|напиши.{0,40}(?:код|функци|программ|скрипт|класс)|(?:escribe|crea|haz|genera|écri[st]|crée|schreibe?|erstelle?|scrivi|crea|escreva|crie).{0,40}(?:c[oó]digo|funci[oó]n|programa|script|fonction|programme|Funktion|Programm|Skript|Klasse|funzione|função)|コードを|関数を|코드|함수)/i,
  ),
  rule(
    'code',
    2,
    'names a code artefact',
    new RegExp(`^(?:a |an )?(?:\\w+ ){0,3}${ARTEFACT} (?:that|which|to|for)\\b`, 'i'),
  ),

  rule(
    'write',
    4,
    'asks for prose',
    new RegExp(
      `\\b(?:write|compose|draft|create|generate|make|rewrite|rephrase|reword|give me|prepare|craft|produce)\\b[^.\\n]{0,60}\\b${PROSE}\\b`,
      'i',
    ),
  ),
  rule(
    'write',
    3.5,
    'asks to reword a text',
    /\b(?:rephrase|paraphrase|reword|proofread|polish|improve (?:the|this|my) (?:text|writing|sentence|paragraph|grammar|english)|correct (?:the|my) grammar|make (?:it|this) sound|more (?:formal|professional|polite)|continue the story|role ?play|act as|you are (?:a|an) (?!expert|helpful|professional|senior|ai)|imagine you)\b/i,
  ),
  rule(
    'write',
    3.5,
    'asks for prose',
    /(?:(?:写|撰写).{0,15}(?:文章|邮件|故事|诗|信|文案|小说|报告)|напиши.{0,40}(?:письмо|рассказ|стих|стать|текст|истори|пост|эссе)|(?:escribe|redacta|écri[st]|rédige|schreibe?|verfasse|scrivi|escreva|redija).{0,40}(?:carta|correo|historia|cuento|poema|art[ií]culo|ensayo|lettre|histoire|article|texte|poème|Brief|Geschichte|Gedicht|Artikel|Text|lettera|storia|articolo|texto|e-?mail)|物語|小説|文章を書)/i,
  ),
  rule('write', 1.5, 'asks to write something', /^(?:please )?write\b/i),

  rule(
    'reason',
    3.5,
    'asks to work something out',
    /\b(?:solve|prove|derive|calculate|compute|how many|how much|probability|equation|integral|derivative|what is \d|step[- ]by[- ]step|riddle|puzzle|logic|deduce|infer|optimal|trade-?offs?|pros and cons|compare|comparison|versus|vs\.?|should i|which (?:is|one is|would be) (?:better|best)|best (?:way|approach|strategy|practice)|architecture|system design|design a (?:system|strategy|plan|database)|plan (?:for|to)|roadmap|strategy|analy[sz]e|analysis|evaluate|estimate|brainstorm|recommend|suggest)\b/i,
  ),
  rule(
    'reason',
    3,
    'asks to work something out',
    /(?:计算|证明|求解|分析|比较|规划|вычисл|докаж|реши|сравни|проанализ|план\b|calcul|résou|berechne|beweise|vergleiche|analysier|analiz|compara|計算|証明|比較|分析|계산|분석|비교)/i,
  ),

  rule(
    'chat',
    3.5,
    'is small talk',
    /^(?:hi|hello|hey|yo|thanks|thank you|good (?:morning|evening|night)|how are you|who are you|what(?:'s| is) your name|ok(?:ay)?|bye|test|你好|您好|привет|hola|bonjour|hallo|ciao|olá|こんにちは|안녕)\b/i,
  ),
  rule(
    'chat',
    1.6,
    'is a short question',
    /^(?:who|when|where|which|is|are|do|does|did|can|could|what(?:'s| is| was| are)|how (?:old|far|tall|long|big))\b[^\n]{0,80}\??$/i,
  ),
  rule(
    'code',
    2.2,
    'asks for a change',
    /^(?:(?:ok(?:ay)?|now|please|pls|great|yes|no|then|also|actually|so|and|next|can (?:you|we)|could you|let'?s|let us|we (?:should|need to|have to)|i (?:want|need)(?: you)? to|i(?:'d| would) like(?: you)? to|go ahead and)[,.!:\s]+)*(?:add|remove|delete|rename|change|replace|update|move|use|make|implement|build|set ?up|set|convert|create|refactor|moderni[sz]e|integrate|install|deploy|run|split|merge|show|hide|colou?r|align|style|print|parse|sort|commit|push|expose|extend|migrate|wrap|undo|revert|put|turn|enable|disable|support|connect|configure|generate|save|load|download|upload|sync|scrape|center|format)\b/i,
  ),
  rule(
    'code',
    1.2,
    'names files or symbols',
    /(?:@[\w./-]+\.\w{1,5}\b|\b\w+\.(?:tsx?|jsx?|py|rs|go|java|rb|php|cs|cpp|vue|css|html|ya?ml|toml|sh)\b|\b[a-z]+[A-Z]\w+\(|\b\w+_\w+\(|<\w+ ?\/?>)/,
  ),
  rule(
    'fix',
    2.4,
    'says what is wrong',
    /\b(?:still (?:not|does|doesn|isn|fail|us|hav|get|see|show)\w*|no longer|(?:is|are) (?:empty|missing|stuck|broken|wrong|gone)|cannot find|can't find|not found|out of (?:range|memory|bounds)|get rid of|not assignable|does not exist|nothing (?:happens|is showing|shows)|unexpected(?:ly)?|there (?:is|was|are) an? (?:error|issue|bug|problem)|tests? (?:are |is |still )*fail\w*|not what i want|supposed to|should(?: not|n't) be)\b/i,
  ),
  rule(
    'write',
    2.6,
    'asks for a document',
    /\b(?:update|extend|amend|write|adjust|improve|edit|read|create|add|recreate)\b[^\n]{0,80}(?:\b[A-Z_]+\.md\b|\breadme\b|\bdocument\b|\bmarkdown file\b|\bspec\b|\bchangelog\b)/i,
  ),
  rule(
    'write',
    3,
    'asks for prose',
    /\b(?:names? for|slogans? for|jokes? about|(?:story|poem|essay|song|limerick|fairy tale|tagline|caption)s? (?:about|for|of|on))\b/i,
  ),
  rule(
    'reason',
    3,
    'asks to think something through',
    /\b(?:let'?s (?:design|plan|discuss|think|talk about|figure)|what (?:are|is) (?:the|my|our) (?:options|approaches|next steps?)|what options|what(?:'s| is) your (?:take|opinion|view)|detailed plan|ultrathink|think (?:hard|deeply|about)|would it be better|will .{1,40} make it better|could (?:we|it|the) .{1,60} (?:instead|be)|maybe we should|curious about|what approach|plan(?:ning)? (?:this|tests?|in))\b/i,
  ),
  rule(
    'explain',
    2.6,
    'asks how something is',
    /\b(?:purpose of|tell me (?:about|how)|where (?:is|are|does|do) .{1,60}(?:implemented|defined|set|come|stored|used|located)|i don'?t (?:understand|know|get) (?:why|how|what)|how (?:would|does|do|can) (?:this|that|it|i see)|what can you say about|do we (?:already|have)|are (?:we|there) .{1,60}(?:already|in some way)|why (?:would|do|does|did) (?:you|we|it|this))\b/i,
  ),
  rule('explain', 1.5, 'asks how to', /^how (?:to|do i|can i)\b/i),
];
