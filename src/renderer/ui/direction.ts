/** Whether lines begin at the right, as the page says. */
export const isRightToLeft = (): boolean => document.documentElement.dir === 'rtl'
