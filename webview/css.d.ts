/** A style sheet as text, for what is loaded late. */
declare module '*.late.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: that is how a bundler hands over a text.
  export default text;
}
declare module '*.css';
