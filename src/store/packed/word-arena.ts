/** 256 KiB. */
const BLOCK = 1 << 16;
/** Of a full block of which less is in use, the rooms move, and the block goes. */
const LEAST_USED = 7 / 8;
/** More has a block of its own. */
const LARGEST_ROOM = BLOCK / 8;

/** A run of 32-bit words. It moves when another room is released: `words` and `start` hold until then. */
export interface Room {
  readonly words: Uint32Array;
  /** The memory of `words`. */
  readonly bytes: Buffer;
  /** In words, as `length`. */
  readonly start: number;
  readonly length: number;
}

export const NO_ROOM: Room = { words: new Uint32Array(0), bytes: Buffer.alloc(0), start: 0, length: 0 };

/**
 * The words of very many small tables and records, in a few large blocks: an array for each would cost 300 bytes more than
 * its words, and leave a gap behind where it grew.
 */
export class WordArena {
  #open = new Block(BLOCK);
  /** Blocks that became full since a room was last released. */
  #full: Block[] = [];

  /** A room of zeros. */
  take(length: number): Room {
    const room = new BlockRoom(length);
    if (length > LARGEST_ROOM) new Block(length).append(room);
    else this.#append(room);
    return room;
  }

  /** The room must not be used afterwards. */
  release(room: Room): void {
    if (room === NO_ROOM) return;
    if (!(room instanceof BlockRoom)) throw new TypeError("a room must come from an arena");
    const { block } = room;
    block?.forget(room);
    const changed = block === undefined || block === this.#open ? this.#full : [block, ...this.#full];
    this.#full = [];
    for (const one of changed) if (one.isSparse) this.#moveOut(one);
  }

  #append(room: BlockRoom): void {
    if (!this.#open.fits(room)) {
      this.#full.push(this.#open);
      this.#open = new Block(BLOCK);
    }
    this.#open.append(room);
  }

  #moveOut(block: Block): void {
    for (const room of block.rooms) if (room.block === block) this.#append(room);
  }
}

class BlockRoom implements Room {
  readonly length: number;
  block: Block | undefined;
  start = 0;

  constructor(length: number) {
    this.length = length;
  }

  get words(): Uint32Array {
    return this.block?.words ?? NO_ROOM.words;
  }

  get bytes(): Buffer {
    return this.block?.bytes ?? NO_ROOM.bytes;
  }
}

class Block {
  readonly words: Uint32Array;
  readonly bytes: Buffer;
  /** Those that were here once too: where a room is it says itself. */
  readonly rooms: BlockRoom[] = [];
  #end = 0;
  #used = 0;

  constructor(length: number) {
    this.words = new Uint32Array(length);
    this.bytes = Buffer.from(this.words.buffer);
  }

  get isSparse(): boolean {
    return this.#used < this.#end * LEAST_USED;
  }

  fits({ length }: BlockRoom): boolean {
    return this.#end + length <= this.words.length;
  }

  /** Places a room at the end, with what is in it. */
  append(room: BlockRoom): void {
    const { block, words, start, length } = room;
    if (block !== undefined) {
      this.words.set(words.subarray(start, start + length), this.#end);
      block.forget(room);
    }
    this.rooms.push(room);
    room.block = this;
    room.start = this.#end;
    this.#end += length;
    this.#used += length;
  }

  forget(room: BlockRoom): void {
    this.#used -= room.length;
    room.block = undefined;
  }
}
