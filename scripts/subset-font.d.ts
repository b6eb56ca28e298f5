/** The package has no types of its own: what is used of it (github.com/papandreou/subset-font). */
declare module 'subset-font' {
  function subsetFont(font: Uint8Array, text: string, options: { targetFormat: 'truetype' }): Promise<Uint8Array>;
  export = subsetFont;
}
