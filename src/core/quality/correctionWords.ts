/** How readers say that an answer is wrong or does not work, in one language. */
interface Row {
  readonly language: string;
  /** Matched against the beginning of the message in lower case. `^` is its beginning, whatever sighs come before. */
  readonly says: RegExp;
}

/**
 * Words that are about the answer before: their subject is it, that or you, or nothing at all. What only names something
 * wrong ("my other script does not work") is a new question.
 */
export const CORRECTIONS: readonly Row[] = [
  {
    language: 'en',
    says: /^(?:no|nope|nah)[,.! ]+(?:i (?:meant|said|asked|wanted)|not (?:that|this|like|what)|it (?:should|must|does|is not|isn't)|you (?:should|must|need|have|did)|wrong|use |still )|^(?:wrong|incorrect|not (?:right|correct|quite right|working|what i|like that|this|that one))\b|^(?:still|again),? (?:the )?(?:same|wrong|not|no|fail|broken|doesn't|does not|get|error|crash|red|an? )|^(?:the )?same (?:error|problem|issue|result|exception)|\b(?:that|this|it|that's|it's|which|you|you're)(?: is| are| was|'s|'re)?(?: all| just| still| also| simply| completely| totally| plain| again| clearly| obviously)*(?: not| n't)?(?: yet)? (?:wrong|incorrect|not (?:right|correct|true|it|working|quite right|what i)|mistaken|broken|fails|failing|failed again|crashes)\b|\b(?:it|this|that)(?: code| fix| one| solution)?(?: still| also| just)? (?:doesn't|does not|didn't|did not|isn't|is not|won't|wasn't)(?: even| really| actually)? (?:work|compile|run|help|build|parse|pass|fix|right|correct|true|answer|change anything|what i)|\byou(?:'ve| have)?(?: just| still| also)? (?:forgot|missed|misunderstood|misread|ignored|broke|skipped|invented|hallucinated|made (?:a mistake|an error|that up|it up)|got (?:it|this|that) wrong|(?:didn't|did not) (?:do|answer|follow|include|understand|read|change|fix|handle))|\b(?:it|this|that) still (?:fails|throws|gives|crashes|says|shows|has|does the same)|\b(?:not|isn't|wasn't) what i (?:asked|wanted|meant|said|need)|^(?:i (?:said|told you|asked you)\b)|^(?:doesn't|does not|didn't|did not) (?:work|compile|help|build|run)|^now (?:it|this) (?:fails|crashes|breaks|is broken|doesn't)|\bthere(?:'s| is| are) still (?:an? |the )?(?:error|bug|problem|same)|^(?:i )?still (?:get|got|getting|see|seeing|have|having)\b|^(?:you're|you are) wrong/,
  },
  {
    language: 'de',
    says: /^(?:nein|nö|nee)[,.! ]+(?:ich (?:meinte|sagte|wollte|habe)|nicht (?:so|das)|falsch|du (?:sollst|musst|hast)|es (?:soll|muss))|^(?:falsch|stimmt nicht|immer noch|geht (?:immer noch )?nicht|funktioniert (?:immer noch )?nicht|klappt (?:immer noch )?nicht|(?:der|das) ?selbe (?:fehler|problem)|derselbe fehler|dasselbe problem|gleicher fehler)(?!\p{L})|(?:das|es|die antwort|der code)(?: ist)?(?: so| leider| immer noch| noch immer| auch| doch| einfach| völlig| ganz)* (?:falsch|nicht richtig|nicht korrekt|nicht was ich)(?!\p{L})|(?:das|es|der code) (?:stimmt|funktioniert|geht|klappt|kompiliert|läuft|hilft)(?: so| leider| aber| immer noch| noch immer| immer| auch| noch)* nicht(?!\p{L})|du hast (?:das |es |mich |den |die )?(?:\p{L}+ )?(?:vergessen|falsch verstanden|missverstanden|übersehen|ignoriert)|(?:nicht das|nicht), was ich (?:wollte|meinte|gefragt)|immer noch (?:der|die|das|ein|nicht|falsch|den)(?!\p{L})/u,
  },
  {
    language: 'fr',
    says: /^non[,.! ]+(?:je (?:voulais|parlais|t'ai|vous ai)|ce n'est pas|c'est (?:faux|incorrect)|pas (?:ça|comme))|^(?:faux|incorrect|toujours (?:pas|la même|le même)|même (?:erreur|problème)|ça ne marche|ne (?:marche|fonctionne) (?:toujours )?pas|encore (?:faux|la même erreur))(?!\p{L})|c'est (?:toujours |encore |complètement |tout simplement )?(?:faux|incorrect|erroné)(?!\p{L})|(?:ce|ça|cela) n(?:'est|e) (?:\p{L}+ )?(?:toujours )?pas (?:correct|juste|bon|ce que|exact|la bonne)|(?:ça|cela|ce code|il|elle) ne (?:marche|fonctionne|compile|résout|passe)(?: rien)?(?: toujours)? ?pas|(?:tu as|vous avez|tu n'as|vous n'avez) (?:oublié|mal compris|ignoré|pas compris|pas répondu)|(?:tu te trompes|vous vous trompez)/u,
  },
  {
    language: 'es',
    says: /^no[,.! ]+(?:quería|quise|me refería|te pedí|eso no|está mal|así no|es incorrecto)|^(?:incorrecto|mal[.,!]|(?:todavía|aún|sigue) (?:no|falla|dando|sin|igual|mal)|(?:el )?mismo (?:error|problema)|no (?:funciona|compila|sirve|es correcto|es eso))(?!\p{L})|(?:eso|esto) (?:no es (?:correcto|cierto|lo que|así)|está mal|es incorrecto|no funciona|no compila|sigue)|(?:sigue|continúa) (?:sin funcionar|fallando|dando (?:el mismo )?error|igual|mal)|(?:te|se te) (?:equivocaste|has equivocado|olvidaste|olvidó)|no (?:es|era) lo que (?:pedí|quería|quise|te pedí)|(?:estás equivocado|te equivocas|entendiste mal)/u,
  },
  {
    language: 'pt',
    says: /^não[,.! ]+(?:eu (?:queria|quis|pedi)|isso (?:não|está)|está errado|assim não)|^(?:errado|incorreto|ainda (?:não|dá|está|com)|(?:o )?mesmo (?:erro|problema)|não (?:funciona|funcionou|compila|está (?:certo|correto)|era isso|é isso))(?!\p{L})|(?:isso|isto) (?:não (?:está (?:certo|correto)|é o que|funciona|funcionou)|está (?:errado|incorreto)|continua)|continua (?:não|dando|com o mesmo|errado|sem funcionar|falhando)|você (?:esqueceu|errou|entendeu errado|se enganou|não entendeu)|não (?:é|era|foi) o que (?:eu )?(?:pedi|queria)/u,
  },
  {
    language: 'it',
    says: /^no[,.! ]+(?:intendevo|volevo|ti ho chiesto|è sbagliato|non (?:è|così|funziona))|^(?:sbagliato|ancora (?:non|lo stesso|errore|sbagliato)|stesso (?:errore|problema)|non (?:funziona|compila|va bene|è (?:corretto|giusto|quello)))(?!\p{L})|(?:questo|quello|ciò|questa) (?:è (?:sbagliato|errato|scorretto)|non (?:è (?:corretto|giusto|quello)|funziona|compila))|è (?:ancora |completamente )?sbagliat[oa](?!\p{L})|non è (?:quello|ciò) che|(?:hai|ti sei) (?:sbagliato|dimenticato|frainteso|capito male)|continua a (?:non|dare|fallire)/u,
  },
  {
    language: 'nl',
    says: /^nee[,.! ]+(?:ik (?:bedoelde|wilde|vroeg)|dat (?:is niet|klopt niet)|niet zo|het moet)|^(?:fout[.,!]|klopt niet|werkt (?:nog steeds )?niet|nog steeds|dezelfde fout|hetzelfde probleem)(?!\p{L})|(?:dat|dit|het) (?:is (?:nog steeds )?(?:fout|verkeerd|onjuist|niet (?:goed|juist|wat ik))|klopt niet|werkt (?:nog steeds |nog altijd |helaas )?niet|compileert niet)|je (?:bent|hebt) .{0,30}(?:vergeten|verkeerd begrepen|gemist)/u,
  },
  {
    language: 'pl',
    says: /^nie[,.! ]+(?:chodziło|chciałem|chciałam|o to|tak nie|to (?:nie|jest źle))|^(?:źle|błędnie|nadal (?:nie|to samo|błąd)|wciąż (?:nie|to samo|błąd)|dalej (?:nie|to samo)|ten sam (?:błąd|problem)|nie (?:działa|kompiluje))(?!\p{L})|to (?:(?:jest|było) (?:źle|błędne|nieprawda|niepoprawne)|nie (?:jest (?:poprawne|to)|działa|o to|tak)|nadal nie|wciąż nie)|(?:zapomniałeś|pomyliłeś|źle zrozumiałeś|mylisz się)/u,
  },
  {
    language: 'ru',
    says: /^нет[,.! ]+(?:я (?:имел|имела|хотел|хотела|просил|просила)|это не|не (?:так|то|работает)|неправильно|неверно)|^(?:неправильно|неверно|не (?:работает|компилируется|помогло|то[,.! ]|так[,.! ])|(?:всё|все) (?:ещё|еще|равно) (?:не|ошибка|та же)|(?:та|тот) же (?:ошибка|проблема)|опять (?:не|ошибка|та же))|это (?:не (?:работает|так|то|правильно|верно|помогло)|неправильно|неверно|ошибка|неправда)|(?:ты|вы) (?:ошибся|ошиблись|ошибаешься|забыл|забыли|не понял|не поняли|пропустил|пропустили)|(?:всё|все) (?:ещё|еще|равно) не работает|по-прежнему не/u,
  },
  {
    language: 'uk',
    says: /^ні[,.! ]+(?:я (?:мав|мала|хотів|хотіла|просив)|це не|не (?:так|те|працює)|неправильно)|^(?:неправильно|невірно|не (?:працює|допомогло)|(?:все|досі) (?:ще|одно)? ?не|та сама помилка)|це (?:не (?:працює|так|те|правильно|допомогло)|неправильно|невірно)|(?:ти|ви) (?:помилився|помилилися|помиляєшся|забув|забули|не зрозумів)|досі не працює/u,
  },
  {
    language: 'zh',
    says: /^(?:不对|不對|错了|錯了|不是(?:这样|這樣|这个|這個|我要的|我想要的|的[，,。！!])|不行[，,。！!]|没用|沒用|还是(?:不|报错|报|有|一样|错)|還是(?:不|報錯|有|一樣|錯)|仍然(?:不|报错|有|報錯)|依然(?:不|报错|有)|依旧)|(?:这|這|那|你(?:的|说的|給的|给的|写的)?)(?:个|個|样|樣|段|答案|代码|回答|是|还是|還是|也)*(?:不对|不對|错了|錯了|错的|錯的|有误|有誤|不正确|不正確|不能用|没有?用|没效果)(?!吗|嗎|么|不)|你(?:理解错|理解錯|搞错|搞錯|弄错|弄錯|漏了|忘了|忘记|忘記|没有?理解|沒有?理解)|(?:还|還)是(?:报错|報錯|不行|不能|不对|不對|没有?|沒有?)|不是我(?:想要|要|问|問)的/,
  },
  {
    language: 'ja',
    says: /^(?:違います|違う[。、!！]|ちがいます|ちがう[。、!！]|いや、|間違って|間違い(?:です|だ)|まだ(?:動|エラー|同じ|だめ|失敗|直)|同じエラー|動きません|動かない(?:です|。|$)|うまくいきません|直って(?:い)?ません|やっぱり(?:動|だめ|エラー))|(?:それ|これ|その答え|その回答|答え|回答)[はがも](?:[^。、]{0,6})?(?:違います|違う(?!か)|間違|正しくな|動きません|動かない)|まだ(?:エラー|動かな|動きま|失敗)|そうじゃな(?:い|く)|そうではな(?:い|く)|求めて(?:い)?たものではな/,
  },
  {
    language: 'ko',
    says: /^(?:틀렸|틀려|아니야|아닌데|아니요?,? (?:그게|그건|내가|제가|이건|틀)|아니[,. ]+(?:그게|내가|그거)|여전히|아직도|똑같은 (?:에러|오류|문제)|같은 (?:에러|오류|문제)|안 ?(?:돼|되네|됩니다|되는데)|작동(?:하지 않|이 안|안))|(?:그건|이건|그게|이게|그 답은|답이) (?:틀렸|틀린|아니|맞지 않|잘못|안 ?돼|안 ?됩)|잘못 (?:이해|됐|되었|대답)|(?:여전히|아직도?) (?:에러|오류|안|실패|작동|동작)|제가 (?:원한|말한|물은) (?:게|건|것이|것은) 아니/,
  },
  {
    language: 'vi',
    says: /^(?:không[,.! ]+(?:ý tôi|đó không|không phải|sai)|sai rồi|sai[.,!]|vẫn (?:lỗi|không|sai|bị|chưa)|không (?:đúng|hoạt động|chạy được|phải (?:vậy|thế|cái)))|(?:cái này|nó|đó|câu trả lời|code này|bạn) (?:vẫn )?(?:sai|không đúng|không hoạt động|không chạy|bị lỗi|hiểu sai|nhầm|quên)|vẫn (?:bị lỗi|không chạy|không hoạt động|báo lỗi)/,
  },
  {
    language: 'id',
    says: /^(?:salah|bukan (?:itu|begitu|yang)|masih (?:error|salah|gagal|tidak|belum|sama)|tidak (?:benar|bekerja|berfungsi|jalan)|tetap (?:error|tidak|gagal))(?!\p{L})|(?:itu|ini|jawabanmu|kodenya) (?:masih )?(?:salah|tidak (?:benar|bekerja|berfungsi|jalan)|keliru)|(?:kamu|anda) (?:salah|lupa|keliru)|bukan yang saya (?:maksud|minta|inginkan)/u,
  },
  {
    language: 'tr',
    says: /^(?:hayır[,.! ]+(?:öyle değil|bu değil|yanlış|demek istediğim|onu değil)|yanlış(?:[.,! ]|$)|hâlâ|hala (?:aynı|hata|çalışm|olm)|aynı hata|çalışmıyor|çalışmadı|olmadı(?:[.,!]|$))|(?:bu|o|cevap|kod) (?:hâlâ |hala )?(?:yanlış(?:[.,! ]|$)|doğru değil|çalışmıyor|çalışmadı|işe yaramadı)|(?:yanlış anladın|unuttun|hata yaptın|istediğim bu değil)/u,
  },
  {
    language: 'el',
    says: /^(?:όχι[,.! ]+(?:εννοούσα|ήθελα|αυτό|δεν|λάθος)|λάθος(?:[.,! ]|$)|ακόμα (?:δεν|το ίδιο|σφάλμα)|το ίδιο (?:σφάλμα|λάθος|πρόβλημα)|δεν (?:δουλεύει|λειτουργεί))|αυτό (?:είναι λάθος|δεν (?:είναι (?:σωστό|αυτό)|δουλεύει|λειτουργεί|ισχύει))|(?:ξέχασες|έκανες λάθος|κατάλαβες λάθος)/u,
  },
  {
    language: 'ca',
    says: /^no[,.! ]+(?:volia|em referia|això no|està malament)|^(?:incorrecte|encara (?:no|falla|dona)|el mateix error|no (?:funciona|compila|és (?:correcte|això)))(?!\p{L})|això (?:no (?:és (?:correcte|cert|el que)|funciona)|està malament|és incorrecte)|(?:t'has equivocat|has oblidat|t'has oblidat)/u,
  },
  {
    language: 'fi',
    says: /^(?:ei[,.! ]+(?:tarkoitin|halusin|noin|vaan)|väärin|väärä|ei (?:toimi|käänny|pidä paikkaansa)|edelleen|sama virhe|vieläkään )|(?:se|tämä|tuo) (?:on (?:väärin|väärä)|ei (?:toimi|ole (?:oikein|oikea|totta)|pidä))|(?:unohdit|ymmärsit väärin|olet väärässä)/u,
  },
  {
    language: 'sv',
    says: /^(?:nej[,.! ]+(?:jag (?:menade|ville|bad)|det (?:är fel|stämmer inte)|inte så)|fel[.,!]|fortfarande|samma fel|fungerar (?:fortfarande )?inte|stämmer inte)(?!\p{L})|det (?:(?:är|var) (?:fortfarande )?(?:fel|inte (?:rätt|vad jag))|stämmer inte|fungerar (?:fortfarande )?inte)|du (?:glömde|missade|missförstod|har fel)/u,
  },
  {
    language: 'cs',
    says: /^(?:ne[,.! ]+(?:myslel|myslela|chtěl|chtěla|to (?:není|je špatně))|špatně|pořád (?:ne|stejn|to)|stále (?:ne|stejn)|stejná chyba|nefunguje)|to (?:je (?:špatně|chyba|nesprávně)|není (?:správně|pravda|to, co)|(?:pořád |stále )?nefunguje)|(?:zapomněl jsi|zapomněls|spletl ses|špatně jsi pochopil)/u,
  },
  {
    language: 'ar',
    says: /^(?:لا[،,.! ]+(?:هذا|ليس|أقصد|قصدت|خطأ)|خطأ|غير صحيح|ما ?زال|لا يزال|نفس (?:الخطأ|المشكلة)|لا يعمل|لم يعمل)|(?:هذا|هذه|إجابتك|الكود) (?:خطأ|خاطئ|خاطئة|غير صحيح|غير صحيحة|ليس صحيح|لا يعمل|لم يعمل|ليس ما)|(?:لقد )?(?:نسيت أن|أخطأت|أنت مخطئ)/,
  },
  {
    language: 'hi',
    says: /^(?:नहीं[,.! ]+(?:यह|ये|वह|मेरा मतलब|गलत)|गलत(?:[,.! ]|$)|अभी भी|अब भी|वही (?:एरर|त्रुटि|गलती))|(?:यह|ये|वह|आपका जवाब|कोड) (?:अभी भी )?(?:गलत|ग़लत|सही नहीं|काम नहीं|ठीक नहीं)|आप (?:भूल गए|गलत)/,
  },
];

/** What looks like one of these and is none: thanks, hypotheses, and questions about wrongness itself. */
export const NO_CORRECTIONS: readonly RegExp[] = [
  /\b(?:no|not a) (?:problem|worries|thanks|thank you|need|rush|matter|big deal)|nothing(?:'s| is| was)? wrong|\bnever ?mind\b|\bworks (?:now|fine|perfectly|great)\b|^(?:what|where|how|which|why|when|who|is|are|was|could|would|can|does|do|did)\b.{0,60}\b(?:wrong|incorrect|broken|mistaken)\b|\b(?:if|in case|whether|unless|suppose|assuming|even when) (?:it|this|that|you)|\bcorrect me if\b|\bnot wrong\b|\bwrong with\b/,
  /kein problem|nein,? danke|falls (?:es|das)|wenn (?:es|das) |was (?:ist|war) (?:falsch|daran)|pas de problème|non,? merci|si (?:ça|cela|ce)|no hay problema|no,? gracias|si (?:eso|esto|no) |sem problema|não,? obrigad|se (?:isso|isto)|nessun problema|no,? grazie|geen probleem|nee,? (?:dank|bedankt)|als (?:het|dat) niet|nie ma (?:problemu|sprawy)|nie,? dzięk|jeśli (?:to|nie)|нет проблем|нет,? спасибо|если (?:это|не)|немає проблем|ні,? дякую|якщо (?:це|не)|inga problem|nej,? tack|žádný problém|ne,? děkuj|sorun (?:değil|yok)|hayır,? teşekk|όχι,? ευχαριστ|κανένα πρόβλημα|cap problema|ei,? kiitos|ei (?:se mitään|hätää)|không sao|không,? cảm ơn|tidak apa|tidak masalah|nếu (?:nó|cái)|jika (?:itu|ini)/,
  /没(?:有)?问题|沒(?:有)?問題|对不对|對不對|是不是(?:错|錯)|如果(?:这|這|不|还)|不错|不錯|不用了|問題(?:ありません|ない)|大丈夫|違い(?:は|を|が(?:何|知|わか))|もし|場合|괜찮|문제 ?없|아니요?,? 감사|고마|만약|لا مشكلة|لا،? شكرا|إذا (?:كان|لم)|कोई बात नहीं|नहीं,? धन्यवाद|अगर /,
];
