/** Whether one of a row's texts holds what was typed, in whatever case. */
export const holds = (typed: string, ...texts: readonly string[]): boolean => {
  const wanted = typed.trim().toLowerCase()
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted))
}
