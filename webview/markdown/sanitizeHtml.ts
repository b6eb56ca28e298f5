import DOMPurify, { type Config } from 'dompurify';

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'span'],
    ...['em', 'strong', 's', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'sup', 'section'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'class', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:)/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

/** Classes of code languages, token colours, and our own marks; any other could dress text up as part of the panel. */
const ALLOWED_CLASS =
  /^(?:language-[\w+#.-]+|hljs-[\w-]+|[a-z]+_|align-(?:center|right)|math(?:-display)?|task-(?:item|box|done)|footnote(?:-ref|-label)?|place)$/;

const purifier = DOMPurify(window);
purifier.addHook('uponSanitizeAttribute', (_node, attribute) => {
  if (attribute.attrName !== 'class') return;
  attribute.attrValue = attribute.attrValue
    .split(/\s+/)
    .filter((name) => ALLOWED_CLASS.test(name))
    .join(' ');
});

/** The HTML as nodes, with only the elements and attributes that an answer needs: no script, image, form, frame or style. */
export function sanitizeHtml(html: string): DocumentFragment {
  return purifier.sanitize(html, CONFIG);
}
