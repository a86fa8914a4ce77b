/** So long after the last touch a page counts as left alone; what it then asks by itself keeps no session from ending. */
const leftAloneMs = 60_000

let lastTouch = Date.now()
for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart']) {
  globalThis.addEventListener?.(
    kind,
    () => {
      lastTouch = Date.now()
    },
    { passive: true, capture: true },
  )
}

/** What a request says of whether someone sits before the page. */
export const attendance = (now = Date.now()): Readonly<Record<string, string>> =>
  now - lastTouch > leftAloneMs ? { 'x-qinglan-unattended': '1' } : {}
