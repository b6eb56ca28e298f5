import type { CodeColor } from '../../protocol/messages/colorMessages.ts';
import { ScopeStyles } from './scopeStyles.ts';
import type { TokenRule } from './tokenRule.ts';
import { TOKEN_SCOPES } from './tokenScopes.ts';

/** How these rules, later ones over earlier ones, colour all that the panel's highlighter tells apart. */
export function colorsOf(rules: readonly TokenRule[]): CodeColor[] {
  const styles = new ScopeStyles(rules);
  return TOKEN_SCOPES.map(([key, stack]) => {
    const [token = '', grammar] = key.split(' ').reverse();
    const { foreground = null, fontStyle = '' } = styles.of(stack);
    return { token, ...(grammar !== undefined && { grammar }), color: foreground, fontStyle };
  });
}
