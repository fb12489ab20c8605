// Server-sent events, and whether what they told is still fresh.

const FRESH_MILLIS = 4000;
const SILENCE_MILLIS = 8000;
const PAUSE_MILLIS = 3000;

/**
 * Listen for as long as the page is open. A stream that says nothing is replaced: the browser would wait for it for ever.
 * @param handlers hello(message), tick(message), and state('connecting' | 'live' | 'lost', lastHeardAt)
 */
export function listen(handlers) {
  let source;
  let last = Date.now();
  let openAgainAt;
  let state = 'connecting';

  const become = (next) => {
    state = next;
    handlers.state(next, last);
  };

  const hear = (handle) => (event) => {
    last = Date.now();
    openAgainAt = last + SILENCE_MILLIS;
    handle(JSON.parse(event.data));
    become('live');
  };

  const open = () => {
    source?.close();
    openAgainAt = Date.now() + SILENCE_MILLIS;
    source = new EventSource('page/stream');
    source.addEventListener('hello', hear(handlers.hello));
    source.addEventListener('tick', hear(handlers.tick));
    source.addEventListener('error', () => {
      become('lost');
      if (source.readyState === EventSource.CLOSED) {
        openAgainAt = Date.now() + PAUSE_MILLIS;
      }
    });
  };

  open();
  setInterval(() => {
    const now = Date.now();
    if (state === 'lost' || now - last > (state === 'connecting' ? SILENCE_MILLIS : FRESH_MILLIS)) {
      become('lost');
    }
    if (now > openAgainAt) {
      open();
    }
  }, 1000);
}
