import { once } from 'node:events';
import { Writable } from 'node:stream';
import { ReaderStalled, watchReader } from './stalled-reader.js';

/** A download whose reader takes what there is when the test says so. */
function downloadOf() {
  let take: (() => void) | undefined;
  const download = new Writable({
    highWaterMark: 4,
    write(_bytes, _encoding, done) {
      take = done;
    },
  });
  return { download, take: () => take?.() };
}

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('watch over a reader', () => {
  it('cuts who takes nothing of what there is', async () => {
    const { download } = downloadOf();
    download.write('more than fits');
    const watch = watchReader(download, 20);
    await once(watch.signal, 'abort');
    expect(watch.signal.reason).toBeInstanceOf(ReaderStalled);
    watch.stop();
  });

  it('leaves alone who has taken everything and waits for more', async () => {
    const { download, take } = downloadOf();
    download.write('more than fits');
    const drained = once(download, 'drain');
    take();
    await drained;
    const watch = watchReader(download, 10);
    await turns(20);
    expect(watch.signal.aborted).toBe(false);
    watch.stop();
  });

  it('watches no longer than it is asked to', async () => {
    const { download } = downloadOf();
    download.write('more than fits');
    const watch = watchReader(download, 10);
    watch.stop();
    await turns(20);
    expect(watch.signal.aborted).toBe(false);
  });
});
