/** Where Notion shows pages since 2026; before, and in older links, at www.notion.so (its changelog). */
export const appHost = /^app\.notion\.com$/
export const pageHosts: readonly RegExp[] = [appHost, /^(www\.)?notion\.so$/]
