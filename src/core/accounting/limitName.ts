/** The limits of a budget: of a month, a day, a chat, a request, and the local server's share of the first two. */
export type LimitName = 'month' | 'day' | 'chat' | 'request' | 'serverMonth' | 'serverDay';
