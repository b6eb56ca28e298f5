/** One rule of a theme: how code of these scopes looks. What is absent stays as it is around. */
export interface TokenRule {
  /** Each a scope, with the scopes it must stand in before it: `string variable`. */
  readonly scopes: readonly string[];
  /** `#RGB`, `#RGBA`, `#RRGGBB` or `#RRGGBBAA`. */
  readonly foreground?: string;
  /** Of `italic bold underline strikethrough`, by blanks; empty means none of them. */
  readonly fontStyle?: string;
}

/** What a theme's file or the user's settings give as one rule, or undefined where it is none. */
export function tokenRule(scope: unknown, settings: unknown): TokenRule | undefined {
  const scopes = typeof scope === 'string' ? scope.replace(/^,+|,+$/g, '').split(',') : scope;
  if (!Array.isArray(scopes) || typeof settings !== 'object' || settings === null) return undefined;
  const { foreground, fontStyle } = settings as Readonly<Record<string, unknown>>;
  return {
    scopes: scopes.filter((one) => typeof one === 'string'),
    ...(typeof foreground === 'string' && HEX.test(foreground) && { foreground }),
    ...(typeof fontStyle === 'string' && { fontStyle }),
  };
}

const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
