// Server-sent events, and whether what they told is still fresh.

const FRESH_MILLIS = 4000;
const PAUSE_MILLIS = 3000;

/**
 * Listen for as long as the page is open.
 * @param handlers hello(message), tick(message), and state('connecting' | 'live' | 'lost', lastHeardAt)
 */
export function listen(handlers) {
  let last = Date.now();
  let state = 'connecting';

  const become = (next) => {
    state = next;
    handlers.state(next, last);
  };

  const hear = (handle) => (event) => {
    last = Date.now();
    handle(JSON.parse(event.data));
    become('live');
  };

  const open = () => {
    const source = new EventSource('page/stream');
    source.addEventListener('hello', hear(handlers.hello));
    source.addEventListener('tick', hear(handlers.tick));
    source.addEventListener('error', () => {
      become('lost');
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, PAUSE_MILLIS);
      }
    });
  };

  open();
  setInterval(() => {
    if (state === 'lost' || Date.now() - last > FRESH_MILLIS) {
      become(state === 'connecting' ? 'connecting' : 'lost');
    }
  }, 1000);
}
