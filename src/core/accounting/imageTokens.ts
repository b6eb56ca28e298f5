import type { ImageSize } from './imageSize.ts';
import { tokenFamilyOf } from './tokenFamilies.ts';

type Formula = (size: ImageSize) => number;

/** A picture whose size cannot be read is taken for a screenshot. */
const SCREENSHOT: ImageSize = { width: 1920, height: 1080 };

/** By family and name in small letters, the first that fits: each vendor's formula for what it does by default. */
const FORMULAS: readonly (readonly [model: RegExp, formula: Formula])[] = [
  // developers.openai.com/api/docs/guides/images-vision
  [/gpt-?4o-mini/, tiles(2833, 5667)],
  [/gpt-?(?:4\.1|5(?:\.\d)?)-mini/, patches(32, 1536, 2048, 1.62)],
  [/gpt-?(?:4\.1|5(?:\.\d)?)-nano/, patches(32, 1536, 2048, 2.46)],
  [/o4-mini/, patches(32, 1536, 2048, 1.72)],
  [/gpt-?(?:5\.[6-9]|[6-9])/, patches(32, 30_000, 65_535, 1.2)],
  [/gpt-?5\.5/, patches(32, 10_000, 6000, 1.2)],
  [/gpt-?5\.4/, patches(32, 2500, 2048, 1.2)],
  [/gpt-?5\.[1-3]|codex/, patches(32, 1536, 2048, 1.2)],
  [/gpt-?5/, tiles(70, 140)],
  [/gpt-?4|chatgpt/, tiles(85, 170)],
  [/(?:^|[^a-z])o[13](?![a-z\d.])/, tiles(75, 150)],
  // platform.claude.com/docs/en/build-with-claude/vision: the high resolution came with the new vocabulary.
  [/^claude /, patches(28, 1568, 1568)],
  [/^claude-4\.7 /, patches(28, 4784, 2576)],
  // ai.google.dev/gemini-api/docs/media-resolution and …/image-understanding
  [/gemini-(?:[3-9]|\d\d)/, () => 1120],
  [/gemini/, crops],
  [/gemma/, () => 256],
  // docs.x.ai/docs/guides/image-understanding: at most six tiles and one more for the whole.
  [/grok/, ({ width, height }) => (1 + Math.min(6, Math.ceil(width / 448) * Math.ceil(height / 448))) * 256],
  // docs.mistral.ai/capabilities/vision
  [/mistral|ministral|magistral|pixtral/, patches(16, 4096, 1024)],
  // The model card of Qwen2-VL: 4 to 16,384 tokens a picture.
  [/qwen|qvq/, patches(28, 16_384, Number.POSITIVE_INFINITY)],
  [/(?:)/, patches(28, 2048, Number.POSITIVE_INFINITY)],
];

/** The tokens of a picture for a model, by the name its provider is asked for. */
export function imageTokens(modelName: string, size: ImageSize = SCREENSHOT): number {
  const model = `${tokenFamilyOf(modelName).id} ${modelName.toLowerCase()}`;
  const formula = FORMULAS.find(([models]) => models.test(model))?.[1];
  return Math.ceil(formula?.(size) ?? 0);
}

/** OpenAI's older way: brought to a short side of 768, then so much for each tile of 512. */
function tiles(base: number, tile: number): Formula {
  return ({ width, height }) => {
    const fit = Math.min(1, 2048 / Math.max(width, height));
    const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
    return base + tile * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
  };
}

/** Squares of `side` pixels after the picture was shrunk to a longest edge and to so many of them. */
function patches(side: number, most: number, longest: number, times = 1): Formula {
  return ({ width, height }) => {
    const budget = Math.sqrt((most * side * side) / (width * height));
    const scale = Math.min(1, longest / Math.max(width, height), budget) / side;
    let [across, down] = [width * scale, height * scale];
    while (whole(across) * whole(down) > most) {
      const shrink = Math.max((whole(across) - 1) / across, (whole(down) - 1) / down);
      [across, down] = [across * shrink, down * shrink];
    }
    return whole(across) * whole(down) * times;
  };
}

function whole(squares: number): number {
  return Math.max(1, Math.ceil(squares - 1e-6));
}

function crops({ width, height }: ImageSize): number {
  if (width <= 384 && height <= 384) return 258;
  const unit = Math.floor(Math.min(width, height) / 1.5);
  const side = Math.min(768, Math.max(256, unit));
  return Math.ceil(width / side) * Math.ceil(height / side) * 258;
}
