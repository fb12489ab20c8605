/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.steadfast.redis.resilience;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was decided about each command whose name is enough to decide; ADR 7 says by which
 * rules. A subcommand is named as servers name it in their {@code COMMAND} reply, and a
 * command that is nowhere here is not repeated.
 */
final class CommandNames {

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

	/** What servers flag as {@code readonly}. */
	static final Set<String> READS = names("""
			BITCOUNT BITFIELD_RO BITPOS DBSIZE DUMP EVAL_RO EVALSHA_RO EXISTS EXPIRETIME FCALL_RO
			GEODIST GEOHASH GEOPOS GEORADIUS_RO GEORADIUSBYMEMBER_RO GEOSEARCH GET GETBIT GETRANGE
			HEXISTS HGET HGETALL HKEYS HLEN HMGET HRANDFIELD HSCAN HSTRLEN HVALS KEYS LCS LINDEX LLEN
			LOLWUT LPOS LRANGE MEMORY|USAGE MGET OBJECT|ENCODING OBJECT|FREQ OBJECT|IDLETIME
			OBJECT|REFCOUNT PEXPIRETIME PFCOUNT PTTL RANDOMKEY SCAN SCARD SDIFF SINTER SINTERCARD
			SISMEMBER SMEMBERS SMISMEMBER SORT_RO SRANDMEMBER SSCAN STRLEN SUBSTR SUNION TOUCH TTL TYPE
			XINFO|CONSUMERS XINFO|GROUPS XINFO|STREAM XLEN XPENDING XRANGE XREAD XREVRANGE
			ZCARD ZCOUNT ZDIFF ZINTER ZINTERCARD ZLEXCOUNT ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX
			ZRANGEBYSCORE ZRANK ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE ZUNION
			""");

	/**
	 * Questions to a server about itself or the cluster, which servers do not flag as
	 * {@code readonly} because they read no key.
	 */
	static final Set<String> QUESTIONS = names("""
			ACL|CAT ACL|DRYRUN ACL|GENPASS ACL|GETUSER ACL|HELP ACL|LIST ACL|USERS ACL|WHOAMI
			CLIENT|GETNAME CLIENT|GETREDIR CLIENT|HELP CLIENT|ID CLIENT|INFO CLIENT|LIST CLIENT|TRACKINGINFO
			CLUSTER|COUNT-FAILURE-REPORTS CLUSTER|COUNTKEYSINSLOT CLUSTER|GETKEYSINSLOT CLUSTER|HELP
			CLUSTER|INFO CLUSTER|KEYSLOT CLUSTER|LINKS CLUSTER|MYID CLUSTER|NODES CLUSTER|REPLICAS
			CLUSTER|SHARDS CLUSTER|SLAVES CLUSTER|SLOTS
			COMMAND COMMAND|COUNT COMMAND|DOCS COMMAND|GETKEYS COMMAND|GETKEYSANDFLAGS COMMAND|HELP
			COMMAND|INFO COMMAND|LIST CONFIG|GET CONFIG|HELP ECHO
			FUNCTION|DUMP FUNCTION|HELP FUNCTION|LIST FUNCTION|STATS INFO LASTSAVE
			LATENCY|DOCTOR LATENCY|GRAPH LATENCY|HELP LATENCY|HISTOGRAM LATENCY|HISTORY LATENCY|LATEST
			MEMORY|DOCTOR MEMORY|HELP MEMORY|MALLOC-STATS MEMORY|STATS MODULE|HELP MODULE|LIST OBJECT|HELP
			PING PUBSUB|CHANNELS PUBSUB|HELP PUBSUB|NUMPAT PUBSUB|NUMSUB PUBSUB|SHARDCHANNELS
			PUBSUB|SHARDNUMSUB ROLE SCRIPT|EXISTS SCRIPT|HELP SLOWLOG|GET SLOWLOG|HELP SLOWLOG|LEN TIME
			XGROUP|HELP XINFO|HELP
			""");

	/**
	 * Reads that the server of our tests is too old to know. Newer writes are not looked
	 * at: nothing is called idempotent that has not been run twice.
	 */
	static final Set<String> NEWER_READS = names("""
			CLUSTER|MYSHARDID CLUSTER|SLOT-STATS COMMANDLOG|GET COMMANDLOG|HELP COMMANDLOG|LEN DIGEST
			HEXPIRETIME HPEXPIRETIME HPTTL HTTL
			JSON.ARRINDEX JSON.ARRLEN JSON.GET JSON.MGET JSON.OBJKEYS JSON.OBJLEN JSON.STRLEN JSON.TYPE
			SCRIPT|SHOW VCARD VDIM VEMB VGETATTR VINFO VISMEMBER VLINKS VRANDMEMBER VRANGE VSIM
			""");

	/**
	 * Writes whose second run leaves the same data and gives the same reply. SCRIPT LOAD
	 * is no write to a server, but fills a cache by what it is given.
	 */
	private static final Set<String> SAME_REPLY = names("""
			HMSET MSET PFMERGE PSETEX SCRIPT|LOAD SETEX SETRANGE
			""");

	/**
	 * The exceptions, so few because each may mislead somebody: their second run leaves
	 * the same data, but replies how many fields or keys were new or were there, which
	 * nearly every caller drops. HSET is how everybody writes a hash, DEL and UNLINK how
	 * everybody evicts.
	 */
	static final Set<String> ONLY_THE_COUNT_DIFFERS = names("""
			DEL HSET UNLINK
			""");

	static final Set<String> IDEMPOTENT = union(List.of(SAME_REPLY, ONLY_THE_COUNT_DIFFERS));

	/** The reply says who won, or what was there before. */
	private static final Set<String> REPLY_DECIDES = names("""
			GETSET HDEL HSETNX MOVE MSETNX PERSIST PFADD RENAME RENAMENX RESTORE-ASKING SADD SETBIT SETNX
			SMOVE SREM XACK XCLAIM XAUTOCLAIM XDEL XGROUP|CREATE XGROUP|CREATECONSUMER XGROUP|DELCONSUMER
			XGROUP|DESTROY XTRIM ZADD GEOADD ZREM ZREMRANGEBYLEX ZREMRANGEBYSCORE
			""");

	/** Each run adds, counts, or takes something away. */
	private static final Set<String> EACH_TIME = names("""
			APPEND BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN DECR DECRBY GETDEL HINCRBY
			HINCRBYFLOAT INCR INCRBY INCRBYFLOAT LMOVE LMPOP LPOP LPUSH LPUSHX LREM RPOP RPOPLPUSH RPUSH
			RPUSHX SPOP XADD XREADGROUP ZINCRBY ZMPOP ZPOPMAX ZPOPMIN ZREMRANGEBYRANK
			""");

	/**
	 * A position in a list, or in a group of readers, is another one once somebody else
	 * has written; LTRIM 1 -1 takes one element each time.
	 */
	private static final Set<String> POSITIONAL = names("""
			LINSERT LSET LTRIM XGROUP|SETID XSETID
			""");

	/** What they do is in code, or in another process, that we cannot look into. */
	private static final Set<String> UNKNOWABLE = names("""
			EVAL EVALSHA FCALL MIGRATE PUBLISH SPUBLISH
			""");

	/** A repeat runs on another connection, to which it means something else. */
	private static final Set<String> ABOUT_THE_CONNECTION = names("""
			ASKING AUTH CLIENT|CACHING CLIENT|NO-EVICT CLIENT|REPLY CLIENT|SETNAME CLIENT|TRACKING DISCARD EXEC
			HELLO MONITOR MULTI PSUBSCRIBE PUNSUBSCRIBE QUIT READONLY READWRITE RESET SCRIPT|DEBUG SELECT
			SSUBSCRIBE SUBSCRIBE SUNSUBSCRIBE UNSUBSCRIBE UNWATCH WAIT WATCH
			""");

	/**
	 * They change a server or the cluster, or empty it: rare, by hand, and worth a look
	 * before they are repeated.
	 */
	private static final Set<String> ADMINISTRATION = names("""
			ACL|DELUSER ACL|LOAD ACL|LOG ACL|SAVE ACL|SETUSER BGREWRITEAOF BGSAVE CLIENT|KILL CLIENT|PAUSE
			CLIENT|UNBLOCK CLIENT|UNPAUSE CLUSTER|ADDSLOTS CLUSTER|ADDSLOTSRANGE CLUSTER|BUMPEPOCH
			CLUSTER|DELSLOTS CLUSTER|DELSLOTSRANGE CLUSTER|FAILOVER CLUSTER|FLUSHSLOTS CLUSTER|FORGET
			CLUSTER|MEET CLUSTER|REPLICATE CLUSTER|RESET CLUSTER|SAVECONFIG CLUSTER|SET-CONFIG-EPOCH
			CLUSTER|SETSLOT CONFIG|RESETSTAT CONFIG|REWRITE CONFIG|SET DEBUG FAILOVER FLUSHALL FLUSHDB
			FUNCTION|DELETE FUNCTION|FLUSH FUNCTION|KILL FUNCTION|LOAD FUNCTION|RESTORE LATENCY|RESET
			MEMORY|PURGE MODULE|LOAD MODULE|LOADEX MODULE|UNLOAD PFDEBUG PFSELFTEST PSYNC REPLCONF REPLICAOF
			SAVE SCRIPT|FLUSH SCRIPT|KILL SHUTDOWN SLAVEOF SLOWLOG|RESET SWAPDB SYNC
			""");

	static final Set<String> NOT = union(
			List.of(REPLY_DECIDES, EACH_TIME, POSITIONAL, UNKNOWABLE, ABOUT_THE_CONNECTION, ADMINISTRATION));

	private CommandNames() {
	}

	private static Set<String> names(String text) {
		return Set.of(WHITE_SPACE.splitAsStream(text.strip()).toArray(String[]::new));
	}

	private static Set<String> union(List<Set<String>> groups) {
		return groups.stream().flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());
	}

}
