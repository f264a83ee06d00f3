// SPDX-License-Identifier: GPL-2.0-only
/* Whether a device that reads and writes through a mapping meets the pool's bytes, and none after it was given back. */
#include "conformance.h"
#include "edu.h"

/* Where in the buffer a walk along its segments has come to. */
struct cursor {
	struct scatterlist *entry;
	u32 at;
};

/* Bytes of one entry from here on, at most so many; the cursor goes on behind them. 0: the buffer ends. */
static u32 next_piece(struct cursor *cursor, u32 most, u8 **bytes, u64 *physical)
{
	u32 length;

	while (cursor->entry && cursor->at == cursor->entry->length) {
		cursor->entry = sg_next(cursor->entry);
		cursor->at = 0;
	}
	if (!cursor->entry)
		return 0;
	length = min(most, cursor->entry->length - cursor->at);
	*bytes = (u8 *)sg_virt(cursor->entry) + cursor->at;
	*physical = sg_phys(cursor->entry) + cursor->at;
	cursor->at += length;
	return length;
}

/* No byte of a part of the buffer is what the pool held. */
static void clear(struct cursor cursor, u32 length)
{
	u64 physical;
	u8 *bytes;
	u32 piece;

	while (length && (piece = next_piece(&cursor, length, &bytes, &physical))) {
		length -= piece;
		memset(bytes, 0, piece);
	}
}

/* How many bytes of a part are not what the pool held; they are now. The cursor goes on. */
static u32 restore(struct cursor *cursor, u32 length)
{
	u32 bad = 0, piece, i;
	u64 physical;
	u8 *bytes;

	while (length && (piece = next_piece(cursor, length, &bytes, &physical))) {
		length -= piece;
		if (!memcmp(bytes, pool_bytes(physical), piece))
			continue;
		for (i = 0; i < piece; i++)
			bad += bytes[i] != pool_bytes(physical)[i];
		memcpy(bytes, pool_bytes(physical), piece);
	}
	return bad + length;
}

/*
 * Part by part: the device reads it, the CPU clears it, the device writes back what it read. The part is what it was only if the device has read
 * these bytes and no others, and has written them here.
 */
u32 dma_bad_bytes(struct sg_table *table)
{
	struct cursor cursor = { table->sgl, 0 };
	struct scatterlist *segment;
	u32 bad = 0, i;

	for_each_sgtable_dma_sg(table, segment, i) {
		u32 at, length;

		for (at = 0; at < sg_dma_len(segment); at += length) {
			dma_addr_t address = sg_dma_address(segment) + at;

			length = min_t(u32, EDU_BYTES, sg_dma_len(segment) - at);
			if (edu_reads(address, length))
				return bad + length;
			clear(cursor, length);
			if (edu_writes(address, length))
				return bad + length;
			bad += restore(&cursor, length);
		}
	}
	return bad;
}

u32 dma_late_bytes(struct sg_table *table)
{
	static const u8 late[] = "too late";
	struct cursor cursor = { table->sgl, 0 };
	struct scatterlist *segment;
	u32 length = 0, i;

	if (edu_takes(late, sizeof(late)))
		return sizeof(late);
	for_each_sgtable_dma_sg(table, segment, i) {
		if (edu_writes(sg_dma_address(segment), min_t(u32, sizeof(late), sg_dma_len(segment))))
			return sizeof(late);
		length += sg_dma_len(segment);
	}
	return restore(&cursor, length);
}
