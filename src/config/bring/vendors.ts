/** A vendor or server under the names that other tools have for it. */
export interface Vendor {
  /** The id of its preset; for a vendor without one the id its provider gets. */
  readonly id: string;
  /** LiteLLM's provider routes (docs.litellm.ai/docs/providers); the first one is written by the export. */
  readonly litellm?: readonly string[];
  /** Continue's provider names in lower case (continuedev/continue, core/llm/llms). */
  readonly continue?: readonly string[];
  /** Variables that hold its key; the first one is written by the export. */
  readonly keys?: readonly string[];
  /** Variables that hold a bearer token for the address beside them. */
  readonly tokens?: readonly string[];
  /** Variables that hold its address. */
  readonly bases?: readonly string[];
  /** Variables that hold the version of its API. */
  readonly versions?: readonly string[];
  /** Where it is: of a vendor without a preset, or of another house than the preset's. */
  readonly baseUrl?: string;
  /** Where Continue asks it, if that is another house than the preset's: a key is bound to its house. */
  readonly continueUrl?: string;
}

/** Every vendor that can be brought. Those below the presets all speak OpenAI's chat completions. */
export const VENDORS: readonly Vendor[] = [
  {
    id: 'openai',
    litellm: ['openai', 'custom_openai', 'openai_like'],
    continue: ['openai'],
    keys: ['OPENAI_API_KEY'],
    bases: ['OPENAI_BASE_URL', 'OPENAI_API_BASE'],
  },
  {
    id: 'anthropic',
    litellm: ['anthropic'],
    continue: ['anthropic'],
    keys: ['ANTHROPIC_API_KEY'],
    // code.claude.com/docs/en/llm-gateway
    tokens: ['ANTHROPIC_AUTH_TOKEN'],
    bases: ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_BASE'],
  },
  {
    id: 'google',
    litellm: ['gemini'],
    continue: ['gemini'],
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    bases: ['GOOGLE_GEMINI_BASE_URL', 'GEMINI_API_BASE'],
  },
  {
    id: 'azure',
    litellm: ['azure'],
    continue: ['azure'],
    keys: ['AZURE_API_KEY', 'AZURE_OPENAI_API_KEY'],
    bases: ['AZURE_OPENAI_ENDPOINT', 'AZURE_API_BASE', 'AZURE_OPENAI_BASE_URL'],
    versions: ['AZURE_OPENAI_API_VERSION', 'OPENAI_API_VERSION', 'AZURE_API_VERSION'],
  },
  {
    id: 'deepseek',
    litellm: ['deepseek'],
    continue: ['deepseek'],
    keys: ['DEEPSEEK_API_KEY'],
    bases: ['DEEPSEEK_BASE_URL', 'DEEPSEEK_API_BASE'],
  },
  { id: 'mistral', litellm: ['mistral'], continue: ['mistral'], keys: ['MISTRAL_API_KEY'] },
  { id: 'groq', litellm: ['groq'], continue: ['groq'], keys: ['GROQ_API_KEY'] },
  { id: 'xai', litellm: ['xai'], continue: ['xai'], keys: ['XAI_API_KEY'] },
  {
    id: 'openrouter',
    litellm: ['openrouter'],
    continue: ['openrouter'],
    keys: ['OPENROUTER_API_KEY'],
    bases: ['OPENROUTER_BASE_URL', 'OPENROUTER_API_BASE'],
  },
  {
    id: 'together',
    litellm: ['together_ai'],
    continue: ['together'],
    keys: ['TOGETHERAI_API_KEY', 'TOGETHER_API_KEY', 'TOGETHER_AI_API_KEY'],
  },
  {
    id: 'moonshot',
    litellm: ['moonshot'],
    continue: ['moonshot'],
    keys: ['MOONSHOT_API_KEY'],
    bases: ['MOONSHOT_BASE_URL', 'MOONSHOT_API_BASE'],
    continueUrl: 'https://api.moonshot.cn/v1',
  },
  { id: 'qwen', litellm: ['dashscope'], keys: ['DASHSCOPE_API_KEY'], bases: ['DASHSCOPE_API_BASE'] },
  { id: 'zhipu', litellm: ['zai'], continue: ['zai'], keys: ['ZAI_API_KEY'], bases: ['ZAI_API_BASE'] },
  // docs.bigmodel.cn: the house in China has keys of its own.
  { id: 'zhipu', keys: ['ZHIPUAI_API_KEY', 'ZHIPU_API_KEY'], baseUrl: 'https://open.bigmodel.cn/api/paas/v4' },
  { id: 'portkey', keys: ['PORTKEY_API_KEY'], bases: ['PORTKEY_BASE_URL', 'PORTKEY_GATEWAY_URL'] },
  {
    id: 'litellm',
    litellm: ['litellm_proxy'],
    keys: ['LITELLM_PROXY_API_KEY', 'LITELLM_API_KEY'],
    bases: ['LITELLM_PROXY_API_BASE', 'LITELLM_PROXY_URL', 'LITELLM_BASE_URL', 'LITELLM_API_BASE'],
  },
  {
    id: 'ollama',
    litellm: ['ollama_chat', 'ollama'],
    continue: ['ollama'],
    bases: ['OLLAMA_HOST', 'OLLAMA_API_BASE', 'OLLAMA_BASE_URL'],
  },
  { id: 'lmstudio', litellm: ['lm_studio'], continue: ['lmstudio'], bases: ['LM_STUDIO_API_BASE'] },
  { id: 'llamacpp', litellm: ['llamafile'], continue: ['llama.cpp', 'llamafile'] },
  { id: 'vllm', litellm: ['hosted_vllm', 'vllm'], continue: ['vllm'], bases: ['HOSTED_VLLM_API_BASE'] },
  {
    id: 'cerebras',
    litellm: ['cerebras'],
    continue: ['cerebras'],
    keys: ['CEREBRAS_API_KEY'],
    baseUrl: 'https://api.cerebras.ai/v1',
  },
  {
    id: 'fireworks',
    litellm: ['fireworks_ai'],
    continue: ['fireworks'],
    keys: ['FIREWORKS_AI_API_KEY', 'FIREWORKS_API_KEY'],
    baseUrl: 'https://api.fireworks.ai/inference/v1',
  },
  {
    id: 'deepinfra',
    litellm: ['deepinfra'],
    continue: ['deepinfra'],
    keys: ['DEEPINFRA_API_KEY'],
    baseUrl: 'https://api.deepinfra.com/v1/openai',
  },
  {
    id: 'nvidia',
    litellm: ['nvidia_nim'],
    continue: ['nvidia'],
    keys: ['NVIDIA_NIM_API_KEY', 'NVIDIA_API_KEY'],
    baseUrl: 'https://integrate.api.nvidia.com/v1',
  },
  {
    id: 'nebius',
    litellm: ['nebius'],
    continue: ['nebius'],
    keys: ['NEBIUS_API_KEY'],
    baseUrl: 'https://api.studio.nebius.ai/v1',
  },
  {
    id: 'novita',
    litellm: ['novita'],
    continue: ['novita'],
    keys: ['NOVITA_API_KEY'],
    baseUrl: 'https://api.novita.ai/v3/openai',
  },
  {
    id: 'sambanova',
    litellm: ['sambanova'],
    continue: ['sambanova'],
    keys: ['SAMBANOVA_API_KEY'],
    baseUrl: 'https://api.sambanova.ai/v1',
  },
  {
    id: 'perplexity',
    litellm: ['perplexity'],
    keys: ['PERPLEXITYAI_API_KEY', 'PERPLEXITY_API_KEY'],
    baseUrl: 'https://api.perplexity.ai',
  },
  {
    id: 'hyperbolic',
    litellm: ['hyperbolic'],
    keys: ['HYPERBOLIC_API_KEY'],
    baseUrl: 'https://api.hyperbolic.xyz/v1',
  },
  { id: 'siliconflow', continue: ['siliconflow'], baseUrl: 'https://api.siliconflow.cn/v1' },
  { id: 'scaleway', continue: ['scaleway'], baseUrl: 'https://api.scaleway.ai/v1' },
  { id: 'venice', continue: ['venice'], baseUrl: 'https://api.venice.ai/api/v1' },
  { id: 'minimax', continue: ['minimax'], baseUrl: 'https://api.minimax.io/v1' },
  { id: 'mimo', continue: ['mimo'], baseUrl: 'https://api.xiaomimimo.com/v1' },
  { id: 'inception', continue: ['inception'], baseUrl: 'https://api.inceptionlabs.ai/v1' },
  { id: 'tensorix', continue: ['tensorix'], baseUrl: 'https://api.tensorix.ai/v1' },
  { id: 'tars', continue: ['tars'], baseUrl: 'https://api.router.tetrate.ai/v1' },
  { id: 'docker', continue: ['docker'], baseUrl: 'http://localhost:12434/engines/v1' },
  { id: 'lemonade', continue: ['lemonade'], baseUrl: 'http://localhost:8000/api/v1' },
  { id: 'text-gen-webui', continue: ['text-gen-webui'], baseUrl: 'http://localhost:5000/v1' },
];
