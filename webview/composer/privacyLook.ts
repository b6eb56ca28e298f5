/** The looks of the privacy chip: an icon, with words where there is something to say. They come with it, after the start. */
export function wearPrivacyLook(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  document.adoptedStyleSheets.push(sheet);
}

const LOOK = `
  switchyard-privacy {
    min-width: 22px;
    max-width: 60%;
  }

  .privacy-chip {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
    box-sizing: border-box;
    min-width: 22px;
    max-width: 100%;
    height: 22px;
    padding: 0;
    border: none;
    border-radius: var(--radius);
    color: var(--vscode-icon-foreground, var(--vscode-foreground));
    background: transparent;
    font: inherit;
    font-size: var(--small);
    cursor: pointer;
  }

  .privacy-chip:hover {
    background: var(--vscode-toolbar-hoverBackground);
  }

  .vscode-high-contrast .privacy-chip:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder, var(--vscode-focusBorder));
    outline-offset: -1px;
  }

  [data-tone="plain"] > .privacy-chip,
  [data-tone="warning"] > .privacy-chip {
    padding: 0 6px 0 4px;
    border: 1px solid var(--line);
    color: var(--vscode-foreground);
  }

  [data-tone="warning"] .codicon {
    color: var(--vscode-editorWarning-foreground);
  }

  .privacy-label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* There is a line of its own for it where the bar is short. */
  @media (max-width: 320px) {
    .composer-bar:has([data-tone="plain"], [data-tone="warning"]) {
      flex-wrap: wrap;
    }

    [data-tone="plain"],
    [data-tone="warning"] {
      order: -1;
      flex: 0 0 100%;
      max-width: 100%;
    }
  }
`;
