import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** What the tests load as the extension: the repository as it is built, or another folder or `.vsix` that the environment names. */
export const extensionUnderTest = process.env.SWITCHYARD_E2E_EXTENSION || repository;
