/** What mends a fault: the words on its button, and what that does. */
export interface Fix {
  readonly label: string;
  readonly run: () => Thenable<unknown>;
}

/** Something that is wrong with the setup, or good to know, as *Check Setup* lists it. */
export interface Fault {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly detail: string;
  readonly fix: Fix;
}
